using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Merging;

/// <summary>What identifies an item of a list.</summary>
/// <param name="Of">The identity; null where an item has none.</param>
internal sealed record ItemKey(Func<YamlNode, string?> Of)
{
    /// <summary>The whole text.</summary>
    public static ItemKey Whole { get; } = new(item => item.Text());

    /// <summary>The text before an equals sign.</summary>
    public static ItemKey BeforeSign { get; } = new(item => item.Text()?.Split('=', 2)[0]);

    /// <summary>The path in the container.</summary>
    public static ItemKey Target { get; } = new(item => item.At("target").Text());

    /// <summary>The file.</summary>
    public static ItemKey Path { get; } = new(item => item.At("path").Text());

    /// <summary>The file in the container, or what it is made from.</summary>
    public static ItemKey Mount { get; } = new(item => item.At("target").Text() ?? $"/run/secrets/{item.At("source").Text()}");

    /// <summary>Address, both ports and protocol.</summary>
    public static ItemKey Port { get; } = new(item =>
        $"{item.At("host_ip").Text() ?? "0.0.0.0"}:{item.At("published").Text()}:{item.At("target").Text()}/{item.At("protocol").Text() ?? "tcp"}");
}
