using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Verification.Acceptance.Sdk;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Recordings;

/// <summary>The real product passes every field check, and a tampered recording of it fails the check named for the field.</summary>
public sealed class FieldEvaluatorTests
{
    public static TheoryData<string> Checks =>
    [
        nameof(EventFieldsAreIntact), nameof(StackTracesAreIntact), nameof(UserIsPreserved), nameof(BreadcrumbsKeepOrder), nameof(TagsAreIntact),
        nameof(NestedExtraIsIntact), nameof(LevelIsPreserved), nameof(GenuineErrorFieldsArrive),
    ];

    public static TheoryData<string, string, string> Tampered => new()
    {
        { "01-basic-exception", nameof(EventFieldsAreIntact), """{"dateCreated":"2026-11-20T09:25:28.030Z"}""" },
        { "01-basic-exception", nameof(EventFieldsAreIntact), """{"title":"Error: basic"}""" },
        { "01-basic-exception", nameof(StackTracesAreIntact), """{"entries":[{"type":"exception","data":{"values":[{"type":"Error","value":"basic boom","mechanism":{"type":"generic","handled":true}}]}}]}""" },
        { "02-user-context", nameof(UserIsPreserved), """{"user":{"id":"u-43","email":"ann@example.com","username":"ann"}}""" },
        { "03-breadcrumbs", nameof(BreadcrumbsKeepOrder), """{"entries":[{"type":"breadcrumbs","data":{"values":[]}}]}""" },
        { "04-nested-extra-contexts", nameof(NestedExtraIsIntact), """{"context":{"deep":"[Object]"}}""" },
        { "06-tags", nameof(TagsAreIntact), """{"tags":[{"key":"service","value":"Cart"}]}""" },
    };

    [Theory]
    [MemberData(nameof(Checks))]
    public void RealProduct_RecordedEvents_Pass(string check)
    {
        Observation seen = Evaluate(check, Recorded.Events());
        seen.Outcome.Should().Be(Outcome.Pass, "{0}", string.Join('\n', seen.Details));
        seen.Samples.Should().BeGreaterThan(5);
    }

    [Theory]
    [MemberData(nameof(Tampered))]
    public void TamperedRecording_FieldAltered_FailsTheCheckNamedForIt(string recording, string check, string change)
    {
        StoredEvent tampered = Recorded.Event(recording, Recorded.File(recording), detail => Replace(detail, change));
        Evaluate(check, [tampered]).Outcome.Should().Be(Outcome.Fail);
    }

    [Fact]
    public void MissingEvent_NothingToCompare_IsUnknownNotFail()
    {
        StoredEvent there = Recorded.Events()[0];
        StoredEvent gone = there with { Detail = null, View = null, ApiRows = 0, Fields = [] };
        Evaluate(nameof(TagsAreIntact), [there, gone]).Outcome.Should().Be(Outcome.Unknown);
        Evaluate(nameof(TagsAreIntact), [gone]).Outcome.Should().Be(Outcome.Unknown);
        Evaluate(nameof(TagsAreIntact), []).Outcome.Should().Be(Outcome.Unknown);
    }

    private static Observation Evaluate(string check, IReadOnlyList<StoredEvent> events)
    {
        FieldCheck evaluator = (FieldCheck)CheckTypes.Create(CheckTypes.All.Single(type => type.Name == check));
        return evaluator.Evaluate(Recorded.Check(check), events);
    }

    private static JsonElement Replace(JsonElement detail, string change)
    {
        JsonObject altered = JsonNode.Parse(detail.GetRawText())!.AsObject();
        foreach ((string key, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
        {
            altered[key] = value?.DeepClone();
        }

        return JsonSerializer.SerializeToElement(altered);
    }
}
