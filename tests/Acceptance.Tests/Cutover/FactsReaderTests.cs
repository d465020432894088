using System.Text.Json;
using FluentAssertions;
using Verification.Acceptance.Cutover;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Services;
using Verification.Readiness.Cutover;
using Xunit;

namespace Verification.Acceptance.Tests.Cutover;

/// <summary>A real recording endpoint, because only such a one has a record; journals are written by hand.</summary>
public sealed class FactsReaderTests : IAsyncLifetime
{
    private static readonly Dsn New = Dsn.Parse($"http://{new string('b', 32)}@192.0.2.9:8000/7");
    private const string Left = "left and was not answered before its process stopped", Waiting = "not sent when its process stopped";
    private static readonly string Id = new('e', 32), Other = new('f', 32);

    private readonly string _logs = Directory.CreateTempSubdirectory("facts-").FullName;
    private Supervisor _supervisor = null!;
    private RecordingEndpoint _old = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For($"facts-{Guid.NewGuid():N}"[..14]), _logs));
        _old = await RecordingEndpoint.StartAsync(_supervisor, RepositoryLayout.Find().Program("tools", "Verification.ReferenceTarget"), "old", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _old.DisposeAsync();
        await _supervisor.DisposeAsync();
        Directory.Delete(_logs, recursive: true);
    }

    // OLD, NEW and ELSEWHERE stand for the endpoints, whose ports are known only here.
    private string Named(string text) => text.Replace("OLD", _old.Dsn.Origin.Authority, StringComparison.Ordinal).Replace("NEW", New.Origin.Authority, StringComparison.Ordinal).Replace("ELSEWHERE", "192.0.2.1:9", StringComparison.Ordinal);

    private ServiceFact Fact(string kind, string? endpoint = null, string? eventId = null, int? status = null, string? reason = null, string? detail = null, string start = "s1") => new(
        WholeWay.Noon, kind, "api-server", 42, start, null, eventId, endpoint is null ? null : Named(endpoint), status, reason, detail is null ? null : JsonSerializer.Deserialize<JsonElement>(Named(detail)));

    private CutoverFacts Read(IEnumerable<ServiceFact> facts, params string[] stored) => FactsReader.Read([.. facts], _old, New, stored, [("change", WholeWay.Noon)]);

    [Fact]
    public void Read_Started_TellsWhereItsEventsGo()
    {
        (string? Endpoint, string? Detail, Side[] Sides, bool Enabled)[] table =
        [
            ("OLD", """{"enabled":true}""", [Side.Old], true),
            ("NEW", """{"enabled":true,"sampleRate":0}""", [Side.New], true),
            ("OLD", """{"enabled":true,"parallel":{"enabled":true,"endpoint":"NEW","project":"7"}}""", [Side.Old, Side.New], true),
            ("NEW", """{"enabled":true,"parallel":{"enabled":true,"endpoint":"OLD","project":"7"}}""", [Side.Old, Side.New], true),
            ("OLD", """{"enabled":true,"parallel":{"enabled":true,"endpoint":"ELSEWHERE"}}""", [Side.Old], true),
            ("OLD", """{"enabled":true,"parallel":{"enabled":false,"reason":"malformed"}}""", [Side.Old], true),
            ("OLD", """{"enabled":true,"parallel":{"enabled":false,"endpoint":"NEW"}}""", [Side.Old], true),
            ("ELSEWHERE", """{"enabled":true}""", [], true),
            ("OLD", """{"enabled":false}""", [], false),
            (null, """{"enabled":false,"parallel":{"enabled":false}}""", [], false),
            ("OLD", """{"enabled":"true"}""", [], false),
            ("OLD", "{}", [], false),
            ("OLD", null, [], false),
        ];
        foreach ((string? endpoint, string? detail, Side[] sides, bool enabled) in table)
        {
            CutoverFacts facts = Read([Fact("started", endpoint, detail: detail)]);
            facts.Processes.Should().ContainSingle().Which.Should().Match<ServiceProcess>(process => process.Service == "api-server" && process.Start == "s1" && process.At == WholeWay.Noon && process.Enabled == enabled, $"{endpoint} {detail}");
            facts.Processes[0].Sides.Should().BeEquivalentTo(sides, $"{endpoint} {detail}");
        }
    }

    [Fact]
    public void Read_Stopped_MakesThatProcessOrderly() =>
        Read([Fact("started"), Fact("started", start: "s2"), Fact("started", start: "s3"), Fact("stopping", start: "s2", detail: """{"flushed":true}"""), Fact("stopped")])
            .Processes.Select(process => (process.Start, process.Orderly)).Should().Equal(("s1", true), ("s2", false), ("s3", false));

    [Fact]
    public void Read_EndsOfSending_AreThoseOfEventsWithAnId()
    {
        (ServiceFact Fact, SendingEnd[] Ends)[] table =
        [
            (Fact("answered", "OLD", Id, 200), [new(Id, Side.Old, SendingKind.Answered, 200, "")]),
            (Fact("answered", "NEW", Id, 429, detail: """{"retryAfter":"60"}"""), [new(Id, Side.New, SendingKind.Answered, 429, "")]),
            (Fact("failed", "NEW", Id, reason: "ECONNREFUSED"), [new(Id, Side.New, SendingKind.Failed, null, "ECONNREFUSED")]),
            (Fact("failed", "ELSEWHERE", Id, reason: "ENOTFOUND"), [new(Id, null, SendingKind.Failed, null, "ENOTFOUND")]),
            (Fact("failed", "NEW", Id), [new(Id, Side.New, SendingKind.Failed, null, "")]),
            (Fact("dropped", null, Id, reason: "sample_rate"), [new(Id, null, SendingKind.Dropped, null, "sample_rate")]),
            (Fact("dropped", "OLD", Id, reason: "ratelimit_backoff"), [new(Id, Side.Old, SendingKind.Dropped, null, "ratelimit_backoff")]),
            (Fact("dropped", "OLD", reason: "ratelimit_backoff", detail: """{"category":"session","count":1}"""), []),
            (Fact("answered", "OLD", status: 200), []),
            (Fact("failed", "OLD", reason: "ECONNRESET"), []),
            (Fact("raised", eventId: Id), []),
            (Fact("ready"), []),
            (Fact("stopped"), []),
            (Fact("stopping"), []),
            (Fact("stopping", detail: """{"flushed":true}"""), []),
            (Fact("stopping", detail: """{"pending":[]}"""), []),
            (Fact("stopping", detail: $$"""{"pending":[{"eventId":"{{Id}}","endpoint":"NEW","left":true},{"eventId":"{{Id}}","endpoint":"OLD"},{"eventId":"{{Other}}"},{"eventId":"{{Other}}","endpoint":"ELSEWHERE"}]}"""),
                [new(Id, Side.New, SendingKind.Pending, null, Left), new(Id, Side.Old, SendingKind.Pending, null, Waiting), new(Other, null, SendingKind.Pending, null, Waiting), new(Other, null, SendingKind.Pending, null, Waiting)]),
        ];
        foreach ((ServiceFact fact, SendingEnd[] ends) in table)
        {
            Read([fact]).Ends.Should().Equal(ends, $"{fact.Kind} {fact.Detail}");
        }
    }

    [Theory]
    [InlineData("true", Left)]
    [InlineData("false", Waiting)]
    [InlineData("null", Waiting)]
    [InlineData("\"true\"", Waiting)]
    public void Read_PendingThatHadLeft_GivesAnotherReasonThanOneThatNeverDid(string left, string reason)
    {
        CutoverFacts facts = Read([Fact("started", "NEW", detail: """{"enabled":true}"""), Fact("raised", eventId: Id), Fact("stopping", detail: $$"""{"pending":[{"eventId":"{{Id}}","endpoint":"NEW","left":{{left}}}]}"""), Fact("stopped")]);
        facts.Ends.Should().Equal(new SendingEnd(Id, Side.New, SendingKind.Pending, null, reason));
        CutoverLedger.Account(facts).Single().Should().Match<AccountedEvent>(item => item.Place == EventPlace.Lost && item.Why == reason);
    }

    [Fact]
    public void Read_Raised_CountsStraysAndNothingWithoutAnId() =>
        Read([Fact("raised", eventId: Id), Fact("raised", eventId: Other, detail: """{"stray":true,"type":"Error"}"""), Fact("raised"), Fact("answered", "OLD", new string('1', 32), 200)])
            .Raised.Should().Equal(new RaisedEvent(Id, "s1", WholeWay.Noon), new RaisedEvent(Other, "s1", WholeWay.Noon));

    [Fact]
    public async Task Read_WhatArrived_IsTakenCopyByCopyAndAccountedFor()
    {
        string nobodys = new('a', 32);
        using IngestClient ingest = new();
        foreach (string id in new[] { Id, Id, nobodys })
        {
            (await ingest.EventAsync(_old.Dsn, id, new { event_id = id, message = "arrived", platform = "node" }, Ct)).Accepted.Should().BeTrue();
        }

        (await ingest.EventAsync(_old.Dsn with { Key = New.Key }, Other, new { event_id = Other, message = "refused" }, Ct)).Accepted.Should().BeFalse();
        await Eventually.Async(() => _old.Events().Count >= 3, "what arrived to be written down", TimeSpan.FromSeconds(10), ct: Ct);
        CutoverFacts facts = Read(
            [Fact("started", "OLD", detail: """{"enabled":true}"""), Fact("raised", eventId: Id), Fact("raised", eventId: Other), Fact("answered", "OLD", Id, 200), Fact("answered", "OLD", Other, 403), Fact("stopped")], "c", "c");

        facts.Old.Should().Equal(Id, Id, nobodys);
        facts.New.Should().Equal("c", "c");
        facts.Steps.Should().Equal(("change", WholeWay.Noon));
        CutoverLedger.Account(facts).Select(item => (item.Id, item.Service, item.Place)).Should().Equal(
            (Id, "api-server", EventPlace.Unexpected), (Other, "api-server", EventPlace.Lost), (nobodys, CutoverLedger.Nobody, EventPlace.Unexpected), ("c", CutoverLedger.Nobody, EventPlace.Unexpected));
    }
}
