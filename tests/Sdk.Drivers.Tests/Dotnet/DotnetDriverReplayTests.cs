using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.Fixtures.Tests.Sdk;

namespace Verification.Sdk.Drivers.Tests.Dotnet;

/// <summary>The .NET driver sends what scenario files say, and reports it as it left.</summary>
public sealed class DotnetDriverReplayTests : IAsyncLifetime
{
    private static readonly string[] NeedAService = ["repository-unique-violation", "queue-worker-job-failed"];
    private static readonly string[] Ids = [.. DotnetRun.ScenarioIds.Except(NeedAService)];

    // A surrounding that must not matter: variables of the SDK and a proxy that does not exist.
    private static readonly Dictionary<string, string> Surroundings = new() { ["SENTRY_ENVIRONMENT"] = "elsewhere", ["SENTRY_RELEASE"] = "other", ["http_proxy"] = "http://127.0.0.1:9", ["NO_PROXY"] = "" };
    private readonly LoopbackIngest _ingest = new();
    private DotnetOutcome _run = null!;

    public async ValueTask InitializeAsync() => _run = await DotnetRun.DriveAsync(DotnetRun.Request(_ingest.Dsn, Ids), Surroundings);

    public ValueTask DisposeAsync() => _ingest.DisposeAsync();

    [Fact]
    public void Replay_WithoutServices_SendsWhatEachScenarioSays()
    {
        (_run.Code, _run.Errors).Should().Be((0, ""));
        _run.Lines[0].GetRawText().Should().MatchRegex("""^\{"type":"ready","driver":"dotnet","dotnet":"10\.[^"]*","sdk":\{"name":"sentry\.dotnet","version":"6\.12\.1"\}\}$""");
        _run.Lines[^1].GetRawText().Should().MatchRegex($$"""^\{"type":"end","sent":{{_run.Of("sent").Count}},"dropped":0,"failed":0,"elapsedMs":\d+\}$""");
        EveryEvent_IsReportedOnceExactlyAsItArrived();
        foreach (string id in Ids)
        {
            JsonElement scenario = DotnetRun.Scenario(id);
            new[] { "main", "repeat", "distinct", "message" }.Select(role => _run.Sent(id, role).Count).Should().Equal(
                1, scenario.GetProperty("repeats").GetInt32(), scenario.GetProperty("distinct").GetInt32(), scenario.TryGetProperty("message", out _) ? 1 : 0);
            MainEvent_CarriesTheScene(scenario, _run.Main(id));
            MainEvent_CarriesTheErrorsOwnFields(scenario, id);
            Repeats_ComeFromTheSamePosition(id);
        }
    }

    [Fact]
    public void Replay_Errors_AreGenuine()
    {
        Types("user-context").Should().Equal("RangeError", "PaymentDeclinedError");
        Types("messaging-session-lost").Should().Equal("System.Net.Sockets.SocketException", "System.IO.IOException", "Verification.SdkDriver.Raise.SessionError");
        Types("database-connection-refused").Should().Equal("System.Net.Sockets.SocketException", "Npgsql.NpgsqlException");
        Types("service-notification-failed").Should().Equal("System.NullReferenceException");
        Context("database-connection-refused", "SocketException").GetProperty("SocketErrorCode").GetString().Should().Be("ConnectionRefused");
        _run.Main("service-notification-failed").GetProperty("extra").GetProperty("lastError").GetString().Should().StartWith("NullReferenceException: ");
        string[] faces = [.. new[] { "main", "distinct" }.SelectMany(role => _run.Sent("basic-error", role)).Select(line => Last(line.GetProperty("event"))).Select(error => $"{error.GetProperty("type")}: {error.GetProperty("value")}")];
        faces.Should().OnlyHaveUniqueItems().And.HaveCount(3);
        string[] functions = [.. Last(_run.Main("basic-error")).GetProperty("stacktrace").GetProperty("frames").EnumerateArray().Select(frame => frame.GetProperty("function").GetString()!)];
        functions.Select(function => function.Split('(')[0].Split('.')[^1]).Should().Equal("RaiseAsync", "HandleRequest", "ConfirmBooking", "ReserveSlot");
    }

    [Fact]
    public void Replay_ExtraContextsLevelsAndTraces_LeaveUnharmed()
    {
        JsonObject extra = JsonObject.Create(DotnetRun.Scenario("nested-extra").GetProperty("extra"))!;
        extra["seed"] = 7;
        JsonNode.DeepEquals(JsonObject.Create(_run.Main("nested-extra").GetProperty("extra")), extra).Should().BeTrue();
        foreach (JsonProperty context in DotnetRun.Scenario("nested-extra").GetProperty("contexts").EnumerateObject())
        {
            JsonElement.DeepEquals(Context("nested-extra", context.Name), context.Value).Should().BeTrue();
        }

        JsonElement message = _run.Sent("warning-level", "message").Single().GetProperty("event");
        (message.GetProperty("level").GetString(), message.GetProperty("logentry").GetProperty("message").GetString(), message.TryGetProperty("exception", out _))
            .Should().Be(("warning", "Disk of backup host is 81 % full", false));
        _run.Of("sent").Select(line => line.GetProperty("event").GetProperty("contexts").GetProperty("trace").GetProperty("trace_id").GetString()).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void SdkDefault_OfEachScenario_ShowsWhatTheDefaultsLose()
    {
        Dictionary<string, JsonElement> byDefault = _run.Of("sdk-default").ToDictionary(line => line.GetProperty("scenario").GetString()!, line => line.GetProperty("event"));
        byDefault.Keys.Should().BeEquivalentTo(Ids);
        byDefault["nested-extra"].GetProperty("contexts").TryGetProperty("Error", out _).Should().BeFalse();
        foreach ((string id, JsonElement made) in byDefault)
        {
            JsonElement.DeepEquals(made.GetProperty("extra"), _run.Main(id).GetProperty("extra")).Should().BeTrue();
            _ingest.Events.Should().NotContainKey(made.GetProperty("event_id").GetString()!, "it is never sent");
        }
    }

    private void EveryEvent_IsReportedOnceExactlyAsItArrived()
    {
        _run.Of("sent").Select(line => line.GetProperty("eventId").GetString()).Should().BeEquivalentTo(_ingest.Events.Keys);
        _ingest.Requests.Should().Be(_ingest.Events.Count, "something else was sent besides, such as a session");
        foreach (JsonElement line in _run.Of("sent"))
        {
            JsonElement.DeepEquals(line.GetProperty("event"), _ingest.Events[line.GetProperty("eventId").GetString()!]).Should().BeTrue();
            (line.GetProperty("httpStatus").GetInt32(), line.GetProperty("responseBody").GetString()).Should().Be((200, "{}"));
            line.GetProperty("envelopeHeader").GetProperty("event_id").GetString().Should().Be(line.GetProperty("eventId").GetString());
            new[] { "capturedAt", "sentAt", "answeredAt" }.Select(name => line.GetProperty(name).GetDateTimeOffset()).Should().BeInAscendingOrder();
        }
    }

    private static void MainEvent_CarriesTheScene(JsonElement scenario, JsonElement sent)
    {
        sent.GetProperty("level").GetString().Should().Be(DotnetOutcome.Text(scenario, "level") ?? "error");
        JsonElement.DeepEquals(sent.GetProperty("user"), scenario.GetProperty("user")).Should().BeTrue();
        JsonObject tags = JsonObject.Create(scenario.GetProperty("tags"))!;
        tags["run"] = "Test.Run-1";
        JsonNode.DeepEquals(JsonObject.Create(sent.GetProperty("tags")), tags).Should().BeTrue();
        sent.GetProperty("extra").EnumerateObject().Select(entry => entry.Name).Should().BeEquivalentTo(scenario.GetProperty("extra").EnumerateObject().Select(entry => entry.Name));
        new[] { "release", "environment", "server_name" }.Select(name => sent.GetProperty(name).GetString()).Should().Equal("host-app@2.4.1", "production", "host-1");
        JsonElement[] breadcrumbs = [.. sent.GetProperty("breadcrumbs").EnumerateArray()];
        breadcrumbs.Select(crumb => (DotnetOutcome.Text(crumb, "category"), DotnetOutcome.Text(crumb, "message"), DotnetOutcome.Text(crumb, "level") ?? "info", DotnetOutcome.Text(crumb, "type")))
            .Should().Equal(scenario.GetProperty("breadcrumbs").EnumerateArray().Select(crumb => (DotnetOutcome.Text(crumb, "category"), DotnetOutcome.Text(crumb, "message"), DotnetOutcome.Text(crumb, "level") ?? "info", DotnetOutcome.Text(crumb, "type"))));
        breadcrumbs.Select(crumb => crumb.GetProperty("timestamp").GetDateTimeOffset()).Should().BeInAscendingOrder();
        (sent.GetProperty("timestamp").GetDateTimeOffset() - breadcrumbs[0].GetProperty("timestamp").GetDateTimeOffset()).TotalSeconds
            .Should().BeApproximately(scenario.GetProperty("breadcrumbs")[0].GetProperty("secondsBefore").GetDouble(), 5);
    }

    private void MainEvent_CarriesTheErrorsOwnFields(JsonElement scenario, string id)
    {
        JsonElement native = _run.Of("native").Single(line => line.GetProperty("scenario").GetString() == id);
        Last(_run.Main(id)).GetProperty("value").GetString().Should().Be(native.GetProperty("message").GetString());
        foreach (JsonProperty own in native.GetProperty("own").EnumerateObject())
        {
            JsonElement.DeepEquals(Context(id, native.GetProperty("name").GetString()!).GetProperty(own.Name), own.Value).Should().BeTrue();
        }

        if (scenario.TryGetProperty("ownFields", out JsonElement fields))
        {
            JsonElement expected = fields.GetProperty("dotnet");
            JsonElement context = Context(id, expected.GetProperty("contextName").GetString()!);
            context.EnumerateObject().Select(own => own.Name).Should().Contain(expected.GetProperty("fields").EnumerateArray().Select(field => field.GetString()!));
        }
    }

    private void Repeats_ComeFromTheSamePosition(string id)
    {
        foreach (JsonElement repeat in _run.Sent(id, "repeat"))
        {
            Positions(repeat.GetProperty("event")).Should().Equal(Positions(_run.Main(id)));
        }
    }

    private static IEnumerable<string> Positions(JsonElement sent) => sent.GetProperty("exception").GetProperty("values").EnumerateArray().SelectMany(error => new[] { $"{error.GetProperty("type")}: {error.GetProperty("value")}" }
        .Concat(error.TryGetProperty("stacktrace", out JsonElement stack) ? stack.GetProperty("frames").EnumerateArray().Where(frame => frame.GetProperty("in_app").GetBoolean()).Select(frame => $"{frame.GetProperty("function")} {frame.GetProperty("filename")}:{frame.GetProperty("lineno")}") : []));

    private IEnumerable<string> Types(string id) => _run.Main(id).GetProperty("exception").GetProperty("values").EnumerateArray().Select(error => error.GetProperty("type").GetString()!);

    private JsonElement Context(string id, string name) => _run.Main(id).GetProperty("contexts").GetProperty(name);

    private static JsonElement Last(JsonElement sent) => sent.GetProperty("exception").GetProperty("values").EnumerateArray().Last();
}
