namespace Verification.Audit.Compose;

/// <summary>Rules by path in the tree, such as "services.*.healthcheck.test"; walked down together with the tree.</summary>
internal sealed class PathTable<T>
{
    private readonly Dictionary<string, PathTable<T>> _children = new(StringComparer.Ordinal);

    /// <summary>The rule for this very path.</summary>
    public T? Rule { get; private set; }

    /// <summary>Builds a table.</summary>
    public static PathTable<T> Of(params IEnumerable<(string Path, T Rule)> rules)
    {
        PathTable<T> root = new();
        foreach ((string path, T rule) in rules)
        {
            PathTable<T> node = root;
            foreach (string step in path.Split('.'))
            {
                node = node._children.TryGetValue(step, out PathTable<T>? child) ? child : node._children[step] = new PathTable<T>();
            }

            node.Rule = rule;
        }

        return root;
    }

    /// <summary>Rules below a key, or below any item of a list for "*"; null when there are none.</summary>
    public PathTable<T>? Below(string key) => _children.GetValueOrDefault(key) ?? _children.GetValueOrDefault("*");
}
