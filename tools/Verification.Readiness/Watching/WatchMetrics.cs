using System.Globalization;
using System.Text;

namespace Verification.Readiness.Watching;

/// <summary>What a watch knows as OpenMetrics text, for a file that an exporter picks up.</summary>
public static class WatchMetrics
{
    /// <summary>Objective for availability (deployment review E).</summary>
    public const double Objective = 0.995;

    /// <summary>The text, ending with its end mark.</summary>
    public static string Of(WatchState state)
    {
        StringBuilder text = new();
        WatchOutages outages = state.Outages;
        Family(text, "watch", "info", "What is watched.", ("_info", $"{Label("watch", state.Header.WatchId)},{Label("address", state.Header.Address)},{Label("version", state.Version ?? "")},{Label("stand_in", state.Header.StandIn ? "true" : "false")}", 1));
        Family(text, "watch_target_up", "gauge", "Whether the target answers.", ("", "", outages.IsDown ? 0 : 1));
        Family(text, "watch_looks", "counter", "Looks that were due, by what they found.", ("_total", Label("outcome", "answered"), outages.Looks - outages.Failed), ("_total", Label("outcome", "failed"), outages.Failed));
        Family(text, "watch_checks", "counter", "Checks made.", ("_total", "", state.Coverage.Checks));
        Family(text, "watch_gaps", "counter", "Stretches in which nobody looked.", ("_total", "", state.Coverage.Gaps));
        Family(text, "watch_outages", "counter", "Outages of the target.", ("_total", "", outages.Count));
        Family(text, "watch_restarts", "counter", "Restarts of the target's parts.", ("_total", "", state.Parts.Restarts));
        Family(
            text, "watch_canaries", "counter", "Test events by what became of them.", ("_total", Label("outcome", "captured"), state.Canaries.Captured),
            ("_total", Label("outcome", "missed"), state.Canaries.Missed), ("_total", Label("outcome", "unknown"), state.Canaries.Unknown), ("_total", Label("outcome", "not_sent"), state.Canaries.NotSent));
        Family(text, "watch_availability_ratio", "gauge", "Share of looks that were answered.", ("", "", outages.Availability));
        Family(text, "watch_error_budget_burnt_ratio", "gauge", "Share of the error budget that is used up; above 1 the objective is missed.", ("", "", BudgetBurnt(state)));
        Family(text, "watch_answer_p95_seconds", "gauge", "What 95 % of the answers stayed within.", ("", "", state.Latencies.Quantile(0.95) / 1000));
        Family(text, "watch_canary_seconds", "gauge", "How long the last test event took to be readable.", ("", "", state.Canaries.LastMs / 1000));
        Family(text, "watch_host_memory_ratio", "gauge", "Share of the host's memory in use.", ("", "", state.HostUsedLast));
        Family(text, "watch_part_memory_bytes", "gauge", "Memory of each part.", [.. state.Parts.Known.Select(part => ("", Label("part", part.Name), part.MemoryMiB * 1024 * 1024))]);
        Family(text, "watch_trigger_active", "gauge", "Whether the way back should be taken, by reason.", [.. AllTriggers.Select(name => ("", Label("trigger", name), (double?)(state.Triggers.Active.Contains(name) ? 1 : 0)))]);
        Family(text, "watch_last_line_timestamp_seconds", "gauge", "When the watch last saw something.", ("", "", state.LastAt.ToUnixTimeMilliseconds() / 1000.0));
        Family(text, "watch_complete", "gauge", "Whether all that was due has been done.", ("", "", state.IsComplete ? 1 : 0));
        return text.Append("# EOF\n").ToString();
    }

    /// <summary>Every rollback trigger.</summary>
    public static IReadOnlyList<string> AllTriggers { get; } = [WatchTriggers.Canary, WatchTriggers.Down, WatchTriggers.Memory, WatchTriggers.Restart];

    /// <summary>How much of the time that the objective lets a target be away is used up, as a share; null when nobody looked.</summary>
    public static double? BudgetBurnt(WatchState state) => state.Outages.Availability is double share
        ? (1 - share) * Math.Min((state.LastAt - state.Anchor) / state.Header.Plan.For, 1) / (1 - Objective)
        : null;

    private static void Family(StringBuilder text, string name, string type, string help, params (string Suffix, string Labels, double? Value)[] samples)
    {
        // What was not measured is left out: a zero would be a figure.
        if (!samples.Any(sample => sample.Value is not null))
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {type}\n# HELP {name} {help}\n");
        foreach ((string suffix, string labels, double? value) in samples.Where(sample => sample.Value is double figure && double.IsFinite(figure)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{suffix}{(labels.Length > 0 ? $"{{{labels}}}" : "")} {value}\n");
        }
    }

    // Names of parts and versions come from the target: one line, with what ends a label escaped.
    private static string Label(string name, string value) =>
        $"{name}=\"{Rendering.Inert.Line(value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
