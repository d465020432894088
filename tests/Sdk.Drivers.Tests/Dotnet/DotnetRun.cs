using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.Fixtures;
using Verification.Fixtures.Tests;

namespace Verification.Sdk.Drivers.Tests.Dotnet;

/// <summary>The .NET driver as its contract describes it: a program, a request on its standard input, lines on its standard output.</summary>
internal sealed class DotnetRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly RepositoryLayout Layout = RepositoryLayout.Find();

    private DotnetRun(Process process) => Process = process;

    internal static IReadOnlyList<string> ScenarioIds { get; } =
        [.. Directory.GetFiles(Layout.SdkScenarios, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => name != "scenario.schema").Order(StringComparer.Ordinal)];

    internal Process Process { get; }

    internal static string ScenarioPath(string id) => Path.Combine(Layout.SdkScenarios, $"{id}.json");

    internal static JsonElement Scenario(string id) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(ScenarioPath(id)));

    internal static JsonObject Request(string dsn, params IEnumerable<string> ids) => new()
    {
        ["dsn"] = dsn, ["runId"] = "Test.Run-1", ["seed"] = 7, ["scenarios"] = new JsonArray([.. ids.Select(id => (JsonNode)ScenarioPath(id))]),
        ["release"] = "host-app@2.4.1", ["environment"] = "production", ["serverName"] = "host-1",
    };

    /// <summary>A scenario file of the test's own, made from one of ours.</summary>
    internal static string Changed(Scratch scratch, string id, Action<JsonObject> change)
    {
        JsonObject scenario = JsonObject.Create(Scenario(id))!;
        change(scenario);
        string path = Path.Combine(scratch.Root, $"{scenario["id"]}.json");
        File.WriteAllText(path, scenario.ToJsonString());
        return path;
    }

    internal static DotnetRun Start(string input, IReadOnlyDictionary<string, string>? environment = null)
    {
        Assert.SkipWhen(Layout.DotnetDriver is null, "The driver is not built: this build's package set lacks Sentry.");
        ProcessStartInfo start = new(RepositoryLayout.DotnetHost, [Layout.DotnetDriver!]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        DotnetRun run = new(Process.Start(start)!);
        try
        {
            run.Process.StandardInput.Write(input);
            run.Process.StandardInput.Close();
        }
        catch (IOException)
        {
            return run; // it has heard enough
        }

        return run;
    }

    internal static async Task<DotnetOutcome> DriveAsync(JsonNode request, IReadOnlyDictionary<string, string>? environment = null)
    {
        using DotnetRun run = Start(request.ToJsonString(), environment);
        return await run.OutcomeAsync();
    }

    internal async Task<DotnetOutcome> OutcomeAsync()
    {
        using CancellationTokenSource ends = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        ends.CancelAfter(Patience);
        Task<string> errors = Process.StandardError.ReadToEndAsync(ends.Token);
        string output = await Process.StandardOutput.ReadToEndAsync(ends.Token);
        await Process.WaitForExitAsync(ends.Token);
        return new(Process.ExitCode, output, await errors);
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
        }

        Process.Dispose();
    }
}

/// <summary>What a run of the driver said.</summary>
internal sealed record DotnetOutcome(int Code, string Output, string Errors)
{
    internal IReadOnlyList<JsonElement> Lines { get; } = [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    internal IReadOnlyList<JsonElement> Of(string type) => [.. Lines.Where(line => Text(line, "type") == type)];

    internal IReadOnlyList<JsonElement> Sent(string scenario, string? role = null) =>
        [.. Of("sent").Where(line => Text(line, "scenario") == scenario && (role is null || Text(line, "role") == role))];

    internal JsonElement Main(string scenario) => Sent(scenario, "main").Single().GetProperty("event");

    internal IReadOnlyList<string> Reasons => [.. Of("failed").Select(line => $"{Text(line, "scenario")}: {Text(line, "reason")}")];

    internal static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
