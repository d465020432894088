using static Verification.Audit.Compose.Shapes.Parts;

namespace Verification.Audit.Compose.Shapes;

/// <summary>The shape of a Compose file, by the schema of the Compose specification.</summary>
internal static class ComposeShape
{
    private static readonly Shape Network = Nothing | Map(
    [
        .. Each("name driver", Text), .. Each("internal enable_ipv4 enable_ipv6 attachable", Flag),
        ("driver_opts", Options), ("external", External), ("labels", Pairs),
        ("ipam", Map(
            ("driver", Text), ("options", Options),
            ("config", List(Map([.. Each("subnet ip_range gateway", Text), ("aux_addresses", Free(Text))]))))),
    ]);

    private static readonly Shape Volume = Nothing | Map(
        [.. Each("name driver", Text), ("driver_opts", Options), ("external", External), ("labels", Pairs)]);

    private static readonly Shape Secret = Map(
        [.. Each("name environment file driver template_driver", Text), ("driver_opts", Options), ("external", External), ("labels", Pairs)]);

    private static readonly Shape Config = Map(
        [.. Each("name content environment file template_driver", Text), ("external", External), ("labels", Pairs)]);

    private static readonly Shape Model = Map(
        [.. Each("name model", Text), ("context_size", Number), ("runtime_flags", Texts)]);

    private static readonly Shape Include = Text | Map([.. Each("path env_file", TextOrTexts), ("project_directory", Text)]);

    /// <summary>The whole file.</summary>
    public static Shape File { get; } = Map(
        ("version", Text), ("name", Text), ("include", List(Include)),
        ("services", Named(ServiceShape.Service)), ("networks", Named(Network)), ("volumes", Named(Volume)),
        ("secrets", Named(Secret)), ("configs", Named(Config)), ("models", Named(Model)));
}
