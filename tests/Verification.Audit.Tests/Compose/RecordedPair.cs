using Verification.Audit.Compose;
using Verification.Audit.Env;
using Verification.Audit.Facts;
using Verification.Fixtures;

namespace Verification.Audit.Tests.Compose;

/// <summary>A folder of compose files and what Docker Compose printed for it.</summary>
/// <param name="Name">Name below Recorded; that of a deployment's begins with deployment-.</param>
internal sealed record RecordedPair(string Name)
{
    public const string Expected = "expected.yaml", ExpectedAllProfiles = "expected-all-profiles.yaml", Refused = "refused.txt";

    private const string Deployment = "deployment-";

    private static readonly RepositoryLayout Layout = RepositoryLayout.Find();
    private static readonly string Root = Path.Combine(Layout.Root, "tests", "Verification.Audit.Tests", "Recorded");

    /// <summary>Whether its input is a deployment that ships with the suite.</summary>
    public bool IsDeployment => Name.StartsWith(Deployment, StringComparison.Ordinal);

    /// <summary>The folder that Compose was asked about; the deployments are read where they are, so that nothing is kept twice.</summary>
    public string Input => IsDeployment ? Path.Combine(Layout.Deployments, Name[Deployment.Length..]) : Path.Combine(Root, Name, "input");

    /// <summary>The names of all pairs with that result.</summary>
    public static IEnumerable<string> With(string result) =>
        Directory.EnumerateDirectories(Root).Where(folder => File.Exists(Path.Combine(folder, result)))
            .Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    /// <summary>What Compose printed when it was recorded.</summary>
    public string Recorded(string result) => File.ReadAllText(Path.Combine(Root, Name, result));

    public MemoryFiles Files() => new(Directory.EnumerateFiles(Input, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(Input, path).Replace('\\', '/'), File.ReadAllText));

    /// <summary>What only one of the two readers sees.</summary>
    /// <param name="config">What Compose printed.</param>
    /// <param name="allProfiles">Whether every profile was active.</param>
    public IReadOnlyList<string> Differences(string config, bool allProfiles)
    {
        IReadOnlyList<string> theirs = ConfigView.OfRecorded(Masked(config));
        IReadOnlyList<string> ours = [.. ConfigView.Of(ComposeReader.Read(Files()), allProfiles).Select(Masked)];
        return [.. theirs.Except(ours).Select(line => $"only Compose: {line}"), .. ours.Except(theirs).Select(line => $"only ours: {line}")];
    }

    /// <summary>A deployment's secrets stand in its own files and nowhere else: here their names do.</summary>
    public string Masked(string text) => !IsDeployment ? text : DotEnv.Read(".env", File.ReadAllText(Path.Combine(Input, ".env"))).Entries
        .Select(entry => (entry.Name, Secret: SecretNames.Of(entry.Name, entry.Value)))
        .Where(entry => entry.Secret is not null).DistinctBy(entry => entry.Secret)
        .Aggregate(text, (masked, entry) => masked.Replace(entry.Secret!, $"<{entry.Name}>", StringComparison.Ordinal));
}
