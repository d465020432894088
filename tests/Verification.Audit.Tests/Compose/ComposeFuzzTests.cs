using System.Text.RegularExpressions;
using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Audit.Env;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

/// <summary>Damaged deployments: every one is read or refused in one sentence, at once, in little memory.</summary>
public sealed partial class ComposeFuzzTests
{
    private const long MostBytes = 256_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    [Fact]
    public void Seeds_AreHealthy()
    {
        ComposeReader.Read(new MemoryFiles(FuzzSeeds.Usual)).Should().Match<ComposeProject>(project => project.Services.Count == 4 && project.Unread.Count == 0);
        ComposeReader.Read(new MemoryFiles(FuzzSeeds.Manifold)).Should().Match<ComposeProject>(project => project.Services.Count == 2 && project.Unread.Count == 0);
    }

    [Theory]
    [InlineData(1, 750)]
    [InlineData(751, 1500)]
    [InlineData(1501, 2250)]
    [InlineData(2251, 3000)]
    public void Deployment_Damaged_IsReadOrRefusedInOneSentence(int first, int last)
    {
        List<string> broken = [];
        int refused = 0;
        for (int seed = first; seed <= last; seed++)
        {
            (string? complaint, bool wasRefused) = Judge(Damaged(seed));
            refused += wasRefused ? 1 : 0;
            if (complaint is not null)
            {
                broken.Add($"seed {seed}: {complaint}");
            }
        }

        broken.Should().BeEmpty();
        refused.Should().BeInRange((last - first) / 4, last - first, "damage has to bite, and not to be all that there is");
    }

    [Theory]
    [InlineData(1, 2000)]
    public void EnvFile_Damaged_IsReadOrRefusedInOneSentence(int first, int last)
    {
        List<string> broken = [];
        for (int seed = first; seed <= last; seed++)
        {
            string text = new Mutator(seed).Mutate(FuzzSeeds.Usual[seed % 2 == 0 ? ".env" : "app.env"]);
            (string? complaint, _) = Judge(() => DotEnv.Read(".env", text));
            if (complaint is not null)
            {
                broken.Add($"seed {seed}: {complaint}");
            }
        }

        broken.Should().BeEmpty();
    }

    /// <summary>One file of one of the deployments damaged.</summary>
    private static Action Damaged(int seed)
    {
        IReadOnlyDictionary<string, string> healthy = seed % 3 == 0 ? FuzzSeeds.Manifold : FuzzSeeds.Usual;
        Random random = new(seed);
        string[] names = [.. healthy.Keys, healthy.Keys.First(), healthy.Keys.First()];
        string name = names[random.Next(names.Length)];
        MemoryFiles files = new(healthy.ToDictionary(file => file.Key, file => file.Key == name ? new Mutator(seed).Mutate(file.Value) : file.Value));
        return () => ComposeReader.Read(files);
    }

    private static (string? Complaint, bool Refused) Judge(Action read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        (string? complaint, bool refused, TimeSpan taken) = Attempt(read);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // On a busy machine another process may have had the second; what is slow by itself is slow every time.
        for (int again = 0; again < 3 && taken > Longest; again++)
        {
            taken = Attempt(read).Taken;
        }

        return (complaint ?? (taken > Longest ? $"took {taken}" : allocated > MostBytes ? $"took {allocated:#,0} bytes" : null), refused);
    }

    private static (string? Complaint, bool Refused, TimeSpan Taken) Attempt(Action read)
    {
        Watch watch = new();
        try
        {
            read();
            return (null, false, watch.Elapsed);
        }
        catch (InputException error)
        {
            TimeSpan taken = watch.Elapsed;
            return (Form().IsMatch(error.Message) && error.Message.Length < 600 ? null : $"unclear: {error.Message}", true, taken);
        }
#pragma warning disable CA1031 // Whatever else escapes is the finding.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return (error.ToString(), false, watch.Elapsed);
        }
    }

    [GeneratedRegex(@"^(\S+:\d+: |The deployment folder has no Compose file)[^\r\n]*\.\z")]
    private static partial Regex Form();
}
