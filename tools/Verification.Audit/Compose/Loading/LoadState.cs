using Verification.Audit.Env;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose.Loading;

/// <summary>What one reading of a deployment has met so far.</summary>
internal sealed class LoadState(IDeploymentFiles files)
{
    // Every include and extends of another file is a file read; nobody has that many.
    private const int MostFiles = 300;

    // Files that include each other twice are read four, eight, sixteen times.
    private const int CostOfReading = 1_000;

    private readonly Dictionary<string, IReadOnlyList<YamlNode>> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<UnreadPart> _unread = [];

    /// <summary>The files of the folder.</summary>
    public IDeploymentFiles Files => files;

    /// <summary>What the reading may still cost.</summary>
    public WorkBudget Budget { get; } = new();

    /// <summary>Compose files in the order of first reading.</summary>
    public List<string> Read { get; } = [];

    /// <summary>Uses of variables.</summary>
    public List<VariableUse> Uses { get; } = [];

    /// <summary>Environment files other than the project's .env.</summary>
    public List<EnvFile> EnvFiles { get; } = [];

    /// <summary>What could not be read, each once.</summary>
    public IReadOnlyList<UnreadPart> Unread => [.. _unread];

    /// <summary>Whether services, volumes or networks may be missing.</summary>
    public bool Partial => _unread.Any(part => part.OfModel);

    /// <summary>Records what could not be read.</summary>
    public void Miss(string what, string reason, Place place, bool ofModel = false) => _unread.Add(new UnreadPart(what, reason, place, ofModel));

    /// <summary>The documents of a Compose file; null when it can't be read, which is recorded; an error when it is not there.</summary>
    public IReadOnlyList<YamlNode>? Documents(string path, Place place)
    {
        if (FolderPath.IsRemote(path))
        {
            Miss(path, "it lies on another machine", place, ofModel: true);
            return null;
        }

        Budget.Spend(CostOfReading, place);
        string name = MemoryFiles.TryNormalize(path, out string? inside) ? inside : path;
        if (_documents.TryGetValue(name, out IReadOnlyList<YamlNode>? known))
        {
            return known;
        }

        switch (files.Read(path))
        {
            case FileText text:
                return _documents[name] = Parse(name, text.Text, place);
            case FileUnread unread:
                Miss(name, unread.Reason, place, ofModel: true);
                return null;
            default:
                throw Refusal.At(place, $"the file {Refusal.Quote(name)} is asked for and isn't there", "add it to the deployment folder or remove the reference");
        }
    }

    private IReadOnlyList<YamlNode> Parse(string name, string text, Place place)
    {
        if (Read.Count == MostFiles)
        {
            throw Refusal.At(place, $"the project is made of more than {MostFiles} Compose files", "join some of them");
        }

        Budget.Spend(text.Length, place);
        Read.Add(name);
        return YamlReader.Documents(name, text);
    }
}
