using Verification.Readiness;
using Verification.Readiness.Catalogues;

namespace Verification.Load.Plans;

/// <summary>Reads scenarios/load/ID.yaml; text in, plan out, no disk.</summary>
public static class LoadPlanReader
{
    // Event numbers have ten digits, latencies 31 bits of microseconds, and a typing error must not fill a disk.
    private const int MostEvents = 50_000_000;
    private const int LargestEvent = 1_000_000;
    private const int ShortestStage = 1_000;

    /// <summary>Reads one plan at a scale.</summary>
    /// <param name="path">Where it came from; the file is named like the plan.</param>
    /// <param name="text">Its content.</param>
    /// <param name="scale">1 for full length; below it, everything that takes time but bursts and spikes is shortened.</param>
    /// <exception cref="InputException">With file and line, when it can't be used.</exception>
    public static LoadPlan Read(string path, string text, double scale)
    {
        YamlMapping yaml = YamlMapping.Parse(path, text) ?? throw new InputException($"{path}:1: the file is empty.");
        LoadModel model = yaml.Word<LoadModel>("model");
        YamlMapping payload = yaml.Mapping("payload");
        YamlMapping connections = yaml.Mapping("connections");
        LoadPlan plan = new()
        {
            Id = yaml.Text("id"),
            Title = yaml.Text("title"),
            Source = yaml.Text("source"),
            Model = model,
            Engine = yaml.Word<LoadEngine>("engine"),
            Payload = new(Between(payload, "bytes", 1_000, LargestEvent), Between(payload, "groups", 1, 1_000), payload.Has("gzip") && payload.Flag("gzip")),
            Connections = new(Between(connections, "most", 1, 10_000), connections.Flag("reuse")),
            ThinkMilliseconds = yaml.Has("think") ? Milliseconds(yaml, "think") : 0,
            Stages = Stages(yaml, model, scale),
            DrainMilliseconds = Milliseconds(yaml, "drain"),
            StuckMilliseconds = yaml.Has("stuck") ? Milliseconds(yaml, "stuck") : 0,
            RestMilliseconds = yaml.Has("rest") ? Milliseconds(yaml, "rest") : 0,
            Slo = yaml.Has("slo") ? Objective(yaml.Mapping("slo")) : null,
            Processes = yaml.Has("processes") ? Between(yaml, "processes", 1, 64) : 1,
        };
        foreach (YamlMapping part in new[] { payload, connections, yaml })
        {
            part.RejectUnread();
        }

        return Path.GetFileNameWithoutExtension(path) != plan.Id ? throw yaml.Error($"the plan is called '{plan.Id}', unlike its file", "id")
            : plan.Stages.Sum(stage => (long)stage.Planned) > MostEvents ? throw yaml.Error($"the plan sends more than {MostEvents} events", "stages")
            : plan;
    }

    private static List<Stage> Stages(YamlMapping yaml, LoadModel model, double scale)
    {
        List<Stage> stages = [];
        double level = 0;
        foreach (YamlMapping entry in yaml.List("stages"))
        {
            StageKind kind = entry.Word<StageKind>("kind");
            if (kind == StageKind.Burst && model == LoadModel.Closed)
            {
                throw entry.Error("users do not all send at once, so a closed plan can't have a burst", "kind");
            }

            Stage stage = kind == StageKind.Burst
                ? new(entry.Text("name"), kind, Between(entry, "events", 1, MostEvents), 0, 0, 0)
                : Lasting(entry, kind, level, scale);
            level = stage.To;
            entry.RejectUnread();
            stages.Add(stage);
        }

        return stages.Select(stage => stage.Name).Distinct(StringComparer.Ordinal).Count() == stages.Count
            ? stages
            : throw yaml.Error("two stages have the same name", "stages");
    }

    private static Stage Lasting(YamlMapping entry, StageKind kind, double before, double scale)
    {
        int full = Milliseconds(entry, "seconds");
        if (full * scale > int.MaxValue)
        {
            throw entry.Error($"the stage takes longer than 24 days at --scale {scale.ToString(System.Globalization.CultureInfo.InvariantCulture)}", "seconds");
        }

        int milliseconds = kind == StageKind.Spike ? full : Math.Max(Math.Min(full, ShortestStage), (int)(full * scale));
        double level = Level(entry, "level");
        // A shortened soak is made up for by a higher rate, as far as the plan allows: what leaks, leaks per event.
        double highest = entry.Has("levelWhenShortened") ? Math.Max(level, Level(entry, "levelWhenShortened")) : level;
        double scaled = Math.Max(level, Math.Min(highest, level * full / Math.Max(1, milliseconds)));
        return new(entry.Text("name"), kind, 0, kind == StageKind.Ramp ? before : scaled, scaled, milliseconds);
    }

    private static double Level(YamlMapping yaml, string key) =>
        yaml.Number(key) is >= 0 and <= 100_000 and var level ? level : throw yaml.Error($"'{key}' must be between 0 and 100000 a second, or users", key);

    private static Slo Objective(YamlMapping yaml)
    {
        Slo slo = new(yaml.Number("p95"), yaml.Number("failures"));
        yaml.RejectUnread();
        return slo;
    }

    private static int Milliseconds(YamlMapping yaml, string key) =>
        yaml.Number(key) is > 0 and <= 100_000 and var seconds ? (int)(seconds * 1000) : throw yaml.Error($"'{key}' must be more than 0 and at most 100000 s", key);

    private static int Between(YamlMapping yaml, string key, int least, int most) =>
        yaml.WholeNumber(key) is var value && value >= least && value <= most ? value : throw yaml.Error($"'{key}' must be between {least} and {most}", key);
}
