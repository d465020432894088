using Verification.Audit.Compose;

namespace Verification.Audit.Facts;

/// <summary>Where a container's log goes, and whether it ever ends.</summary>
internal static class LogFacts
{
    // What these write does not stay in a file of the engine's that only grows; local rotates by itself.
    private static readonly string[] Bounded = ["local", "none", "journald", "syslog", "gelf", "fluentd", "awslogs", "splunk", "gcplogs", "etwlogs", "loki"];

    public static void Add(FactSheet sheet, ComposeService service)
    {
        string? driver = service.Node("logging.driver").Text();
        bool rotates = service.Node("logging.options.max-size").Text() is string size && Sizes.Bytes(size) is > 0;
        sheet.Add("logsBounded", driver is null or "json-file" ? rotates : Bounded.Contains(driver) || driver.StartsWith("grafana/loki", StringComparison.Ordinal), service.Node("logging")?.Place);
    }
}
