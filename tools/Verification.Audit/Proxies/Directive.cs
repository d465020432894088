namespace Verification.Audit.Proxies;

/// <summary>A directive of a proxy's configuration: its words, and what stands in its block.</summary>
internal sealed record Directive(IReadOnlyList<string> Words, int Line)
{
    public List<Directive> Block { get; } = [];

    /// <summary>A word by its position, or null.</summary>
    public string? Word(int position) => position < Words.Count ? Words[position] : null;

    public string Name => Words.Count > 0 ? Words[0] : "";

    /// <summary>This directive and all inside it.</summary>
    public IEnumerable<Directive> All() => Block.SelectMany(child => child.All()).Prepend(this);
}

/// <summary>A configuration that can't be read further; it never leaves the reader.</summary>
internal sealed class ProxySyntaxException(string reason, int line) : Exception(reason)
{
    public int Line { get; } = line;
}
