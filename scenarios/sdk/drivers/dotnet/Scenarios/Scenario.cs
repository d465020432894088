using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.SdkDriver.Running;

namespace Verification.SdkDriver.Scenarios;

/// <summary>An event that a scenario sends.</summary>
/// <param name="Role">main, repeat, distinct or message.</param>
/// <param name="Definition">What is raised: the scenario's "raise", of a distinct error with its own type and message.</param>
/// <param name="Level">A level of its own; null for the scenario's.</param>
internal sealed record PlannedEvent(string Role, JsonElement Definition, string? Level);

/// <summary>A scenario file that follows its schema.</summary>
internal sealed record Scenario(string Id, JsonElement Json)
{
    /// <summary>What its errors are.</summary>
    public JsonElement Raise => Json.GetProperty("raise");

    /// <summary>Reads scenario files.</summary>
    /// <exception cref="BadRequestException">One is missing, malformed or given twice, which makes the whole request unusable.</exception>
    public static IReadOnlyList<Scenario> LoadAll(IReadOnlyList<string> paths)
    {
        JsonSchema schema = JsonSchema.Embedded("scenario.schema.json");
        Scenario[] scenarios = [.. paths.Select(path => Load(path, schema))];
        return scenarios.GroupBy(scenario => scenario.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new BadRequestException($"Scenario {twice.Key} is asked for twice.")
            : scenarios;
    }

    /// <summary>The events it sends, in order: the main one, its repeats, the distinct ones, the message.</summary>
    public IEnumerable<PlannedEvent> Plan()
    {
        yield return new("main", Raise, null);
        for (int repeat = 0; repeat < Json.GetProperty("repeats").GetInt32(); repeat++)
        {
            yield return new("repeat", Raise, null);
        }

        foreach (JsonElement other in Others(Raise))
        {
            yield return new("distinct", Overlay(Raise, other), null);
        }

        if (Json.Find("message") is { ValueKind: JsonValueKind.Object } message)
        {
            yield return new("message", JsonSerializer.SerializeToElement(new JsonObject { ["kind"] = "message", ["message"] = message.Text("text") }), message.Text("level"));
        }
    }

    private static Scenario Load(string path, JsonSchema schema)
    {
        JsonElement json;
        try
        {
            json = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadRequestException($"Scenario file {path} can't be read as JSON: {(error is JsonException ? "it is malformed" : error.GetType().Name)}.");
        }

        return Problems(json, schema).FirstOrDefault() is string problem
            ? throw new BadRequestException($"Scenario file {path} is not valid: {problem}.")
            : new(json.GetProperty("id").GetString()!, json);
    }

    // The schema's complaints and the two rules that a schema can't state.
    private static IEnumerable<string> Problems(JsonElement json, JsonSchema schema)
    {
        string[] broken = [.. schema.Problems(json, "scenario")];
        if (broken.Length > 0)
        {
            return broken;
        }

        JsonElement raise = json.GetProperty("raise");
        JsonElement[] others = [.. Others(raise)];
        int distinct = json.GetProperty("distinct").GetInt32();
        string?[][] faces = [Face(raise), .. others.Select(other => Face(Overlay(raise, other)))];
        return
        [
            .. others.Length == distinct ? Array.Empty<string>() : [$"distinct is {distinct}, but raise.others has {others.Length}"],
            .. faces.DistinctBy(face => string.Join('\0', face)).Count() == faces.Length ? Array.Empty<string>() : ["two of the distinct errors have the same type and message"],
        ];
    }

    private static string?[] Face(JsonElement raise) => [raise.Text("type"), raise.Text("message")];

    private static IEnumerable<JsonElement> Others(JsonElement raise) => raise.Find("others") is { ValueKind: JsonValueKind.Array } others ? others.EnumerateArray() : [];

    private static JsonElement Overlay(JsonElement below, JsonElement above)
    {
        JsonObject merged = JsonObject.Create(below)!;
        foreach (JsonProperty property in above.EnumerateObject())
        {
            merged[property.Name] = JsonSerializer.SerializeToNode(property.Value);
        }

        return JsonSerializer.SerializeToElement(merged);
    }
}
