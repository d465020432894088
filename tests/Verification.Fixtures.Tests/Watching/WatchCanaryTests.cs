using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.Fixtures.Api;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Watching;

namespace Verification.Fixtures.Tests.Watching;

public sealed class WatchCanaryTests : IDisposable
{
    private const string Sent = """{"eventID":"e1","title":"t","tags":[{"key":"environment","value":"v"},{"key":"watch","value":"mark"}],"context":{"watch":{"number":3,"deep":{"id":"e1"}}}}""";

    private static readonly Uri Address = new("http://127.0.0.1:9");

    private readonly GlitchTipApi _api = new(Address, null);
    private readonly WatchCanary _canary;

    public WatchCanaryTests() => _canary = new(new Tenant(_api, "org", "team", "mark", _ => { }), new ProjectHandle("p", 1, new Dsn(Address, "k", "1")), TimeSpan.FromSeconds(10));

    public void Dispose()
    {
        _canary.Dispose();
        _api.Dispose();
    }

    [Fact]
    public void Event_AsItWasSent_HasNoDifference() => Differences(Sent).Should().BeEmpty();

    [Theory]
    [InlineData("\"eventID\":\"e1\"", "\"eventID\":\"e2\"", "its id reads e2")]
    [InlineData("\"title\":\"t\"", "\"title\":\"<untitled>\"", "its title reads '<untitled>'")]
    [InlineData("\"value\":\"mark\"", "\"value\":\"MARK\"", "its tag 'watch' is missing or another")]
    [InlineData("\"number\":3", "\"number\":\"3\"", "its extra data are not those that were sent")]
    [InlineData("\"deep\":{\"id\":\"e1\"}", "\"deep\":\"[Object]\"", "its extra data are not those that were sent")]
    [InlineData("\"context\":{", "\"context2\":{", "its extra data are not those that were sent")]
    public void Event_VisibleButAltered_IsToldApart(string part, string altered, string difference)
    {
        Sent.Should().Contain(part);

        Differences(Sent.Replace(part, altered, StringComparison.Ordinal)).Should().Equal(difference);
    }

    private IEnumerable<string> Differences(string stored) =>
        _canary.Differences(JsonSerializer.Deserialize<JsonElement>(stored), "e1", "t", JsonNode.Parse("""{"watch":{"number":3,"deep":{"id":"e1"}}}""")!);
}
