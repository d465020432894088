using System.Text.Json;
using FluentAssertions;
using Verification.Acceptance.Sdk.Fields;
using Xunit;

namespace Verification.Acceptance.Tests.Sdk;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    [InlineData("""{"a":12.50}""", """{"a":12.5}""")]
    [InlineData("""{"a":1e2}""", """{"a":100}""")]
    [InlineData("\"\\u0041\"", "\"A\"")]
    public void Leaves_SameMeaning_AreEqual(string left, string right) => Leaves(left).Should().Equal(Leaves(right));

    [Theory]
    [InlineData("""{"a":{"b":1}}""", """{"a.b":1}""")]
    [InlineData("""{"a":["b"]}""", """{"a[0]":"b"}""")]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":[1]}""", """{"a":[1,null]}""")]
    [InlineData("""{"a":{}}""", """{"a":[]}""")]
    [InlineData("""{"a":null}""", """{}""")]
    [InlineData("""{"a":9007199254740993}""", """{"a":9007199254740992}""")]
    public void Leaves_OtherMeaning_Differ(string left, string right) => Leaves(left).Should().NotEqual(Leaves(right));

    private static SortedDictionary<string, string> Leaves(string json)
    {
        SortedDictionary<string, string> leaves = new(StringComparer.Ordinal);
        CanonicalJson.AddLeaves(leaves, "x", JsonSerializer.Deserialize<JsonElement>(json));
        return leaves;
    }
}
