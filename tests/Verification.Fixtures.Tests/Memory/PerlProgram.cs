using System.Diagnostics;
using Verification.Fixtures.Hosting;

namespace Verification.Fixtures.Tests.Memory;

/// <summary>A process that takes, keeps and gives back memory when it is told to; Perl, because every Linux with a package manager has it.</summary>
internal sealed class PerlProgram : IDisposable
{
    // vec() fills what it grows over, so the pages are really touched; undef unmaps them at once.
    private const string Script = """
        $| = 1;
        my (@kept, @pipes);
        sub take { my $taken = ''; vec($taken, $_[0] - 1, 8) = 1; return \$taken }
        while (<STDIN>) {
            my ($verb, $bytes) = split;
            if ($verb eq 'spike') { my $taken = take($bytes); undef $$taken }
            if ($verb eq 'keep') { push @kept, take($bytes) }
            if ($verb eq 'free') { undef $$_ for @kept; @kept = () }
            if ($verb eq 'shell') { push @pipes, undef; open($pipes[-1], '|-', 'cat >/dev/null') or die }
            if ($verb eq 'fork') {
                pipe(my $hold, my $let_go); pipe(my $ready, my $tell);
                if (fork == 0) { close $let_go; push @kept, take($bytes) if $bytes; syswrite $tell, 'x'; sysread $hold, my $end, 1; exit }
                close $hold; push @pipes, $let_go; sysread $ready, my $said, 1;
            }
            print "done\n";
        }
        """;

    private readonly Process _process;

    internal PerlProgram()
    {
        if (!OperatingSystem.IsLinux() || new HostSearch().Find("perl") is not { } perl)
        {
            Assert.Skip("needs Linux with perl");
            throw new InvalidOperationException("not reached: Skip throws");
        }

        _process = Process.Start(new ProcessStartInfo(perl, ["-e", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Tell("ready");
    }

    internal int Pid => _process.Id;

    /// <summary>Has it done; returns when it is done.</summary>
    internal void Tell(string verb, long bytes = 0)
    {
        _process.StandardInput.WriteLine($"{verb} {bytes}");
        _process.StandardInput.Flush();
        _process.StandardOutput.ReadLine().Should().Be("done");
    }

    internal void End()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        // Children hold the other ends of its pipes and end with it.
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
