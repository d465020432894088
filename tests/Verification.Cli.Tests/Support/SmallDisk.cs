using System.Diagnostics;

namespace Verification.Cli.Tests.Support;

/// <summary>A file system in memory that is soon full; only root can make one, and not in every container.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly bool _mounted;

    private SmallDisk(string path, int kibibytes)
    {
        Path = path;
        Directory.CreateDirectory(path);
        _mounted = Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k,mode=1777", "tmpfs", path);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes one, or skips the test.</summary>
    public static SmallDisk Make(Clone clone, int kibibytes)
    {
        SmallDisk disk = new(clone.Fresh("disk"), kibibytes);
        if (!disk._mounted)
        {
            Assert.Skip("A small file system can't be mounted here (that takes root, and a container that permits it), so a full disk can't be tried.");
        }

        return disk;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_mounted)
        {
            Run("umount", Path).Should().BeTrue("nothing may still use it");
        }
    }

    private static bool Run(string tool, params string[] arguments)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return false;
        }

        using Process process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
