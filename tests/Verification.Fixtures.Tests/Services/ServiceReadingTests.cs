using Verification.Fixtures.Services;

namespace Verification.Fixtures.Tests.Services;

public sealed class ServiceReadingTests : IDisposable
{
    private const string Online =
        """{"name":"b","pid":7,"monit":{"memory":1048576},"pm2_env":{"status":"online","restart_time":2,"pm_uptime":1000,"autorestart":true,"max_restarts":10,"restart_delay":1000}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("journals-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Tail_HalfALine_WaitsForItsEnd()
    {
        var file = Path.Combine(_folder, "a.jsonl");
        var tail = new LineTail(file);
        tail.Next().Should().BeEmpty("there is no file yet");
        File.AppendAllText(file, "one\ntwo\nthr");
        tail.Next().Should().Equal("one", "two");
        tail.Next().Should().BeEmpty();
        File.AppendAllText(file, "ee é");
        tail.Next().Should().BeEmpty();
        File.AppendAllText(file, "\nfour\n");
        tail.Next().Should().Equal("three é", "four");
    }

    [Fact]
    public void Journals_SeveralFiles_InOrderOfTimeAndDamageCounted()
    {
        var journals = new ServiceJournals(_folder);
        journals.Read().Should().BeEmpty();
        Append("b.2", """{"at":20,"kind":"ready","service":"b","pid":2,"start":"x"}""", """{"at":30,"kind":"answered","service":"b","pid":2,"start":"x","serial":1,"eventId":"e","endpoint":"h:1","project":"5","status":200,"detail":{"ms":3}}""");
        Append("a.1", """{"at":25,"kind":"raised","service":"a","pid":1,"start":"y","serial":1}""", """{"at":25,"kind":"dropped","service":"a","pid":1,"start":"y","serial":1,"reason":"sample_rate"}""");
        Append("a.1", "{\"at\":1,\"ki", """["no","fact"]""", """{"at":1,"kind":"ready"}""");
        journals.Read().Select(fact => (fact.At.ToUnixTimeMilliseconds(), fact.Service, fact.Kind)).Should()
            .Equal((20, "b", "ready"), (25, "a", "raised"), (25, "a", "dropped"), (30, "b", "answered"));
        Append("c.3", """{"at":22,"kind":"failed","service":"c","pid":3,"start":"z","serial":4,"reason":"ECONNREFUSED"}""");
        var facts = journals.Read();
        facts.Select(fact => fact.Service).Should().Equal("b", "c", "a", "a", "b");
        (facts[1].Serial, facts[1].Reason, facts[1].Status, facts[1].EventId, facts[1].Detail).Should().Be((4L, "ECONNREFUSED", null, null, null));
        (facts[4].Endpoint, facts[4].Project, facts[4].Status, facts[4].Detail!.Value.GetProperty("ms").GetInt32()).Should().Be(("h:1", "5", 200, 3));
        journals.Unreadable.Should().Be(3);
    }

    [Fact]
    public void States_WithRemarksAround_AreRead()
    {
        var output = $$$"""
            [PM2] In memory
            >>>> In-memory PM2 is out-of-date
            [{{{Online}}},{"name":"a","pid":0,"pm2_env":{"status":"errored","restart_time":10,"pm_uptime":1000,"autorestart":false}}]

            """;
        var states = ServiceState.ReadAll(output, DateTimeOffset.FromUnixTimeMilliseconds(1_500));
        states.Select(state => (state.Name, state.Pid, state.Status, state.Restarts, state.AutoRestart, state.UptimeMs, state.MemoryBytes, state.IsOnline)).Should()
            .Equal(("a", 0, "errored", 10, false, 0, 0, false), ("b", 7, "online", 2, true, 500, 1_048_576, true));
    }

    [Theory]
    [InlineData("\"restart_time\":2", "\"restart_time\":9", true)]
    [InlineData("\"pm_uptime\":1000", "\"pm_uptime\":5", true)]
    [InlineData("\"max_restarts\":10", "\"max_restarts\":0", false)]
    [InlineData("\"autorestart\":true", "\"autorestart\":false", false)]
    [InlineData("\"restart_delay\":1000", "\"restart_delay\":1000,\"cron_restart\":\"0 3 * * *\"", false)]
    public void RestartPolicy_Field_ChangesTheDigestOnlyWhenItIsOne(string field, string changed, bool same)
    {
        var before = ServiceState.ReadAll($"[{Online}]", DateTimeOffset.UnixEpoch).Single();
        var after = ServiceState.ReadAll($"[{Online.Replace(field, changed, StringComparison.Ordinal)}]", DateTimeOffset.UnixEpoch).Single();
        (after.RestartPolicy == before.RestartPolicy).Should().Be(same);
    }

    [Fact]
    public void States_NoList_SaysWhatWasPrinted()
    {
        var act = () => ServiceState.ReadAll("[PM2] nothing", DateTimeOffset.UnixEpoch);
        act.Should().Throw<InvalidOperationException>().WithMessage("*[PM2] nothing*");
    }

    private void Append(string name, params string[] lines) => File.AppendAllLines(Path.Combine(_folder, $"{name}.jsonl"), lines);
}
