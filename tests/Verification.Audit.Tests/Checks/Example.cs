using System.Collections.Concurrent;
using Verification.Audit;
using Verification.Fixtures;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Tests.Checks;

/// <summary>An example of a static check: its files laid over those of the hardened deployment.</summary>
public sealed record Example(string Path)
{
    /// <summary>Names, one per line, the files of the hardened deployment that an example lacks.</summary>
    private const string Without = "without.txt";

    private static readonly RepositoryLayout Layout = RepositoryLayout.Find();
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Hardened = new(() => Texts(Layout.HardenedDeployment));
    private static readonly Lazy<CompromisedSecrets> Compromised = new(() =>
        CompromisedSecrets.Read("compromised-secrets.yaml", File.ReadAllText(System.IO.Path.Combine(Layout.Root, "scenarios", "compromised-secrets.yaml"))));

    // Each is asked for by several tests, and reading all scripts of a deployment takes a while.
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, Observation>> Observed = new(StringComparer.Ordinal);

    /// <summary>The catalogue, whose static rules all name things that are read.</summary>
    public static Catalogue Catalogue { get; } = CatalogueFolder.Read(Layout);

    /// <summary>Every static check.</summary>
    public static IEnumerable<CheckDefinition> StaticChecks => Catalogue.Checks.Where(check => check.Method == Method.Static);

    /// <summary>The examples of a check.</summary>
    /// <param name="check">The check.</param>
    /// <param name="kind">good or bad.</param>
    public static IReadOnlyList<Example> Of(CheckDefinition check, string kind)
    {
        string folder = System.IO.Path.Combine(Layout.Checks, check.Area, check.Id, kind);
        return Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(path => new Example(path))] : [];
    }

    /// <summary>Every static check's observation of the example.</summary>
    public IReadOnlyDictionary<string, Observation> Observe() => Observed.GetOrAdd(Path, _ => Observe(Files()));

    /// <summary>Every static check's observation of some files.</summary>
    public static IReadOnlyDictionary<string, Observation> Observe(IDeploymentFiles files)
    {
        Subject subject = Auditor.Read(files, new(Compromised.Value, "scenarios/deployments/hardened")).Subject;
        return StaticChecks.ToDictionary(check => check.Id, check => RuleEvaluator.Ask(check, subject));
    }

    /// <summary>The files of a deployment folder as they are.</summary>
    public static IDeploymentFiles Folder(string path) => new MemoryFiles(Texts(path), DeploymentFolder.StatedModes(Listing(Texts(path))));

    private MemoryFiles Files()
    {
        Dictionary<string, string> files = new(Hardened.Value, StringComparer.Ordinal);
        IReadOnlyDictionary<string, string> own = Texts(Path);
        foreach (string gone in own.GetValueOrDefault(Without, "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!files.Remove(gone))
            {
                throw new InputException($"{Path}/{Without} names {gone}, which the hardened deployment does not have; correct it.");
            }
        }

        foreach ((string name, string text) in own.Where(file => file.Key != Without))
        {
            files[name] = name == DeploymentFolder.ModesFile ? files.GetValueOrDefault(name) + "\n" + text : text;
        }

        return new MemoryFiles(files, DeploymentFolder.StatedModes(Listing(files)));
    }

    private static FileRead Listing(IReadOnlyDictionary<string, string> files) =>
        files.TryGetValue(DeploymentFolder.ModesFile, out string? text) ? new FileText(text) : new FileMissing();

    private static Dictionary<string, string> Texts(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => System.IO.Path.GetRelativePath(Layout.Checks, Path);
}
