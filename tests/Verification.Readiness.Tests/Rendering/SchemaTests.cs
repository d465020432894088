using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Verification.Readiness.Ledger;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class SchemaTests
{
    private static readonly JsonObject Schema =
        JsonNode.Parse(File.ReadAllText(Repository.Path("tools", "Verification.Readiness", "verdict.schema.json")))!.AsObject();

    public static TheoryData<string, Type> ClosedSets { get; } = new()
    {
        { "scope", typeof(RunScope) }, { "targetKind", typeof(TargetKind) }, { "requirement", typeof(Requirement) },
        { "severity", typeof(Severity) }, { "outcome", typeof(Outcome) }, { "comparison", typeof(Comparison) }, { "method", typeof(Method) },
    };

    [Fact]
    public void Schema_HeldAgainstAWrittenDocument_HasExactlyItsProperties()
    {
        SchemaWalk walk = new(Schema);
        walk.Differences(Written(Samples.Everything())).Should().BeEmpty();
        walk.Differences(Written(AuditSamples.Audit())).Should().BeEmpty();
        walk.Visited.Should().BeEquivalentTo(Definitions(), "the samples reach all of the schema, and each object requires every property it lists");
        Objects().Should().OnlyContain(rule => rule["additionalProperties"]!.GetValue<bool>() == false);
        Objects().Where(rule => rule["required"] is not null)
            .Should().OnlyContain(rule => rule["required"]!.AsArray().Count == rule["properties"]!.AsObject().Count).And.HaveCountGreaterThan(10);
    }

    [Fact]
    public void Schema_HeldAgainstARehearsalOrARubric_Agrees()
    {
        new SchemaWalk(Schema).Differences(Written(Samples.Rehearsal())).Should().BeEmpty();
        new SchemaWalk(Schema).Differences(Written(AuditSamples.Rubric())).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(ClosedSets))]
    public void Schema_OfAClosedSet_HasExactlyItsWords(string definition, Type set) =>
        Words(Schema["$defs"]![definition]!["enum"]!).Should().BeEquivalentTo(Enum.GetNames(set).Select(JsonNamingPolicy.CamelCase.ConvertName));

    [Fact]
    public void Schema_OfLedgerCategoriesAndGrades_HasExactlyTheirWords()
    {
        Schema["$defs"]!["ledger"]!["properties"]!["classes"]!["properties"]!.AsObject().Select(member => member.Key)
            .Should().BeEquivalentTo(Enum.GetNames<DeliveryClass>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        Words(Schema["$defs"]!["category"]!["enum"]!).Should().Equal(ScoreCategories.All.Select(category => category.Name));
        Words(Schema["$defs"]!["score"]!["properties"]!["grade"]!["enum"]!)
            .Should().BeEquivalentTo(Enumerable.Range(0, 101).Select(total => Grades.Of(total)).Distinct());
    }

    [Fact]
    public void Schema_OfTheVerdict_HasExactlyTheWordsThatTheRulesCanSay()
    {
        IEnumerable<string> words =
            from scope in Enum.GetValues<RunScope>()
            from kind in Enum.GetValues<TargetKind>()
            from part in new[] { false, true }
            from results in new[] { Results(Outcome.Pass), Results(Outcome.Unknown), Results(Outcome.Fail), [.. Results(Outcome.Pass), .. Recommended(Outcome.Fail)] }
            select VerdictRules.Decide(Samples.Run(scope, kind) with { Areas = part ? ["backup"] : [] }, results, 0).Word;
        Words(Schema["properties"]!["verdict"]!["enum"]!).Should().BeEquivalentTo(words.Distinct());
    }

    [Theory]
    [InlineData("""{"extra":1}""", "$.extra is not in the schema")]
    [InlineData("""{"verdict":"MAYBE"}""", "$.verdict is MAYBE")]
    [InlineData("""{"exitCode":64}""", "$.exitCode is 64")]
    [InlineData("""{"commit":null}""", "$.commit is null, not string")]
    [InlineData("""{"schemaVersion":2}""", "$.schemaVersion is 2, not 1")]
    [InlineData("""{"ledger":{"sent":-1,"classes":{}}}""", "$.ledger.sent is -1")]
    [InlineData("""{"load":{"scale":1,"plans":[{"plan":"burst"}]}}""", "$.load.plans[0].shortfall is missing")]
    [InlineData("""{"load":{"scale":"full","plans":[]}}""", "$.load.scale is string, not number")]
    [InlineData("""{"backup":{"procedure":"p","archive":{"name":"n","format":"f","bytes":-1}}}""", "$.backup.archive.bytes is -1")]
    [InlineData("""{"backup":{"cases":[{"into":"x","result":"y","good":"yes"}]}}""", "$.backup.cases[0].good is string")]
    [InlineData("""{"cutover":{"drills":[{"drill":"d","good":"yes"}]}}""", "$.cutover.drills[0].good is string")]
    [InlineData("""{"cutover":{"drills":[{"account":{"raised":-1}}]}}""", "$.cutover.drills[0].account.raised is -1")]
    [InlineData("""{"host":{"cores":2}}""", "$.host.kernel is missing")]
    [InlineData("""{"deployment":{"path":"d","digest":"x","files":[],"unread":[],"secrets":[]}}""", "$.deployment.secrets is not in the schema")]
    [InlineData("""{"rubric":{"name":"review-a","says":"x"}}""", "$.rubric.checks is missing")]
    [InlineData("""{"previous":{"runId":"r","verdict":"GO","total":101,"grade":"A","categories":{},"notHeld":[]}}""", "$.previous.total is 101")]
    public void Schema_HeldAgainstAChangedDocument_RefusesIt(string change, string difference)
    {
        JsonObject document = Written(Samples.Everything());
        (string name, JsonNode? value) = JsonNode.Parse(change)!.AsObject().Single();
        document[name] = value?.DeepClone();
        new SchemaWalk(Schema).Differences(document).Should().Contain(found => found.StartsWith(difference));
    }

    private static JsonObject Written(VerdictDocument document) => JsonSerializer.SerializeToNode(document, Json.Document)!.AsObject();

    private static IEnumerable<string> Definitions() => Schema["$defs"]!.AsObject().Select(member => member.Key);

    private static IEnumerable<JsonObject> Objects() =>
        Definitions().Select(name => Schema["$defs"]![name]!.AsObject()).Append(Schema).Where(rule => rule["type"]!.GetValue<string>() == "object");

    private static IEnumerable<string> Words(JsonNode words) => words.AsArray().Select(word => word!.GetValue<string>());

    private static IReadOnlyList<CheckResult> Results(Outcome outcome) => Of(Requirement.Required, outcome);

    private static IReadOnlyList<CheckResult> Recommended(Outcome outcome) => Of(Requirement.Recommended, outcome);

    private static IReadOnlyList<CheckResult> Of(Requirement requirement, Outcome outcome) =>
        [new(Samples.Check(requirement), outcome, "", null, [], 0, null)];
}
