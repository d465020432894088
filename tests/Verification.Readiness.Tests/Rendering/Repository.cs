namespace Verification.Readiness.Tests.Rendering;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class Repository
{
    /// <summary>A path below the root, which is where global.json lies.</summary>
    public static string Path(params string[] parts)
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "global.json")))
        {
            directory = directory.Parent;
        }

        return System.IO.Path.Combine([directory?.FullName ?? throw new InvalidOperationException("There is no global.json above the tests."), .. parts]);
    }
}
