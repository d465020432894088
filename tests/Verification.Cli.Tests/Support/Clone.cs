using Verification.Fixtures;

namespace Verification.Cli.Tests.Support;

/// <summary>A copy of the built programs and the scenarios, so that tests spoil neither this work tree nor its results.</summary>
public sealed class Clone : IDisposable
{
    private readonly RepositoryLayout _source = RepositoryLayout.Find();
    private readonly bool _whole;

    /// <summary>Everything that a run needs.</summary>
    public Clone() : this(whole: true)
    {
    }

    private Clone(bool whole)
    {
        _whole = whole;
        Clean = new CleanRun(this);
        Directory.CreateDirectory(Root);
        File.WriteAllText(Path.Combine(Root, "Verification.sln"), "");
        CopyProgram("tools/Verification.Cli");
        Copy("scenarios/checks");
        Copy("scenarios/rubrics");
        Copy("scenarios/deployments");
        File.Copy(Path.Combine(_source.Root, "scenarios", "compromised-secrets.yaml"), Path.Combine(Root, "scenarios", "compromised-secrets.yaml"));
        if (whole)
        {
            CopyProgram("tools/Verification.ReferenceTarget");
            CopyProgram("tools/Verification.Load");
            CopyProgram("tests/Acceptance");
            Copy("scenarios/load");
            Copy("scenarios/releases");
            Copy("scenarios/sdk");
            LinkNodeModules();
        }
    }

    /// <summary>Its folder.</summary>
    public string Root { get; } = Path.Combine(Path.GetTempPath(), $"cli-tests-{Guid.NewGuid():N}"[..18]);

    /// <summary>One clean run in it, which the tests that only look share.</summary>
    internal CleanRun Clean { get; }

    /// <summary>The command line's program.</summary>
    public string Program => Path.Combine(Root, "tools", "Verification.Cli", "bin", _source.Configuration, "net10.0", "readiness.dll");

    /// <summary>Only what `list` and `explain` need; its catalogue may be spoilt.</summary>
    public static Clone OfCatalogue() => new(whole: false);

    /// <summary>A path in it that no other test uses.</summary>
    public string Fresh(string name) => Path.Combine(Root, "results", $"{name}-{Guid.NewGuid():N}"[..24]);

    /// <summary>Writes a file of the scenarios, such as "waivers.yaml".</summary>
    public void WriteScenario(string path, string text)
    {
        string file = Path.Combine(Root, "scenarios", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Clean.Dispose();
        if (_whole)
        {
            File.Delete(NodeModules(Root));
        }

        Directory.Delete(Root, recursive: true);
    }

    private static string NodeModules(string root) => Path.Combine(root, "scenarios", "sdk", "drivers", "node", "node_modules");

    private void CopyProgram(string project) => Copy($"{project}/bin/{_source.Configuration}/net10.0");

    private void LinkNodeModules()
    {
        if (Directory.Exists(NodeModules(_source.Root)))
        {
            Directory.CreateSymbolicLink(NodeModules(Root), NodeModules(_source.Root));
        }
    }

    private void Copy(string folder)
    {
        string from = Path.Combine(_source.Root, folder);
        IEnumerable<string> files = Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(path => !path.Contains("/node_modules/", StringComparison.Ordinal));
        foreach (string file in files)
        {
            string to = Path.Combine(Root, folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }
}
