using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Puts one text into every place of a document that can hold text, and names the texts that have been used to attack reports.</summary>
internal static class Planting
{
    // Closed sets and moments: nothing foreign can stand there.
    private static readonly HashSet<string> Closed = ["scope", "kind", "requirement", "severity", "outcome", "method", "is", "startedAt", "evaluatedAt", "newestAcknowledged", "newestRestored"];

    /// <summary>Texts that act in one format or another if they are let through.</summary>
    public static IReadOnlyList<string> Payloads { get; } =
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "\"><svg/onload=alert(1)> ' & &lt;b&gt; &#60;",
        "</td></tr></table></details></style><h1>GO</h1>",
        "]]> <![CDATA[ x ]]> <?xml version=\"1.0\"?> <!-- y -->",
        "[click](https://evil.example.test/a_b) ![i](http://evil.example.test/i.png) <https://evil.example.test>",
        "see https://evil.example.test and www.evil.example.test or ask@example.test, @octocat, org/repo#12, GH-7, #99",
        "a | b | c\n| --- | --- |\n| d | e |",
        "```\nfence\n```\n~~~\n`code` $x$ ~~strike~~ **bold** _it_ __b__ *i*",
        "# heading\n## GO\n===\n---\n> quote\n1. list\n- item\n+ item\n    indented",
        "1. first", "- item", "+1", "= rule", "> quote", "2) second", ":tada: at 10:20:30",
        "back\\slash \\| pipe \\\\| twice \\",
        "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example.test\u0007link\u001b]8;;\u0007\b\b\r\nover",
        "nul\0 bell\a vertical\v unit\u001f del\u007f next\u0085line \u2028 sep \u2029 end",
        "\u202egnp.exe\u202c \u2066isolate\u2069 zero\u200bwidth \ufeffbom tag\U000E0041 \ufffe\uffff lone\ud800end",
        "::error::fake %0A::set-output name=x::y\n::error::fake ##[command]rm ##vso[task.complete]",
        "{{ 7*7 }} ${7*7} <%= 7*7 %> javascript:alert(1)",
    ];

    /// <summary>The document with the text in place of every text of it.</summary>
    public static VerdictDocument Plant(VerdictDocument document, string text)
    {
        JsonNode node = JsonSerializer.SerializeToNode(document, Json.Document)!;
        Plant(node, text);
        return node.Deserialize<VerdictDocument>(Json.Document)!;
    }

    private static void Plant(JsonNode node, string text)
    {
        if (node is JsonArray array)
        {
            for (int index = 0; index < array.Count; index++)
            {
                array[index] = Planted(array[index], text);
            }
        }

        if (node is JsonObject members)
        {
            foreach (string name in members.Select(member => member.Key).Where(name => !Closed.Contains(name)).ToList())
            {
                members[name] = Planted(members[name], text);
            }
        }
    }

    private static JsonNode? Planted(JsonNode? node, string text)
    {
        if (node is JsonValue value)
        {
            return value.GetValueKind() == JsonValueKind.String ? JsonValue.Create(text) : value.DeepClone();
        }

        JsonNode? copy = node?.DeepClone();
        if (copy is not null)
        {
            Plant(copy, text);
        }

        return copy;
    }
}
