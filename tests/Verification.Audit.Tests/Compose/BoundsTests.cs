using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

/// <summary>Small folders that want to become large: read or refused at once, in bounded memory.</summary>
public sealed class BoundsTests
{
    private const int Long = 900_000;
    private const long MostBytes = 400_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<string, Func<(string Path, string Text)[]>> Attacks = new()
    {
        ["brackets"] = () => One(new string('[', Long)),
        ["braces"] = () => One(new string('{', Long)),
        ["hyphens"] = () => One(Repeat("- ", Long / 2)),
        ["questions"] = () => One(Repeat("? ", Long / 2)),
        ["colons"] = () => One(Repeat("a: ", Long / 3)),
        ["items"] = () => One($"services: {{web: {{image: a}}}}\nx-a: [{Repeat("a,", Long / 2)}]"),
        ["keys"] = () => One("services: {web: {image: a}}\n" + Many(60_000, index => $"x-{index}: 1\n")),
        ["open quote"] = () => One("a: \"" + new string('x', Long)),
        ["directives"] = () => One(Repeat("%A b\n", Long / 5)),
        ["documents"] = () => One(Repeat("---\n", Long / 4)),
        ["anchors"] = () => One($"x-a: {Repeat("&a ", Long / 3)}"),
        ["tags"] = () => One($"x-a: {Repeat("!a ", Long / 3)}"),
        ["comments"] = () => One(Repeat("#\n", Long / 2)),
        ["block scalar"] = () => One($"services:\n  web:\n    image: a\n    x-a: |\n{Repeat("      y\n", Long / 8)}"),
        ["long key"] = () => One($"services:\n  ? {new string('a', 300_000)}\n  : {{image: a, environment: {{{Many(20_000, index => $"a{index}: 1, ")}}}}}"),
        ["long value"] = () => One($"services: {{web: {{image: a, command: '{Repeat("a ", Long / 2)}'}}}}"),
        ["hosts"] = () => One($"services: {{web: {{image: a, extra_hosts: ['a={Repeat("1,", Long / 2)}']}}}}"),
        ["ports"] = () => One($"services: {{web: {{image: a, ports: [{Repeat("1-65535,", 1000)}]}}}}"),
        ["colons in a port"] = () => One($"services: {{web: {{image: a, ports: ['{new string(':', Long)}']}}}}"),
        ["variables"] = () => One($"services: {{web: {{image: a, user: '{Repeat("$A", Long / 2)}'}}}}"),
        ["open variables"] = () => One($"services: {{web: {{image: a, user: '{Repeat("${A:-", Long / 5)}'}}}}"),
        ["unbalanced variables"] = () => One($"services: {{web: {{image: a, user: '{Repeat("${A:-{}", Long / 7)}'}}}}"),
        ["variable in aliases"] = () =>
        [
            ("compose.yaml", $"x-a: &a '{Repeat("$A", 1000)}'\nservices: {{web: {{image: a, x-b: [{Repeat("*a, ", 50_000)}]}}}}"), (".env", $"A={new string('x', 10_000)}"),
        ],
        ["doubling .env"] = () => [("compose.yaml", "services: {web: {image: a}}"), (".env", "A0=xxxxxxxx\n" + Many(60, index => $"A{index + 1}=$A{index}$A{index}\n"))],
        ["names in .env"] = () => [("compose.yaml", "services: {web: {image: a}}"), (".env", Repeat("A\n", Long / 2))],
        ["includes of includes"] = () =>
        [
            ("compose.yaml", "include: [i0.yml]\nservices: {web: {image: a}}"),
            .. Enumerable.Range(0, 25).Select(index => ($"i{index}.yml", index == 24 ? "x-a: 1" : $"include: [i{index + 1}.yml, i{index + 1}.yml]")),
        ],
        ["chain of includes"] = () =>
            [("compose.yaml", "include: [i0.yml]"), .. Enumerable.Range(0, 250).Select(index => ($"i{index}.yml", index == 249 ? "services: {a: {image: a}}" : $"include: [i{index + 1}.yml]"))],
        ["extends of a large one"] = () => One(
            $"services:\n  base: {{image: a, environment: {{{Many(10_000, index => $"a{index}: 1, ")}}}}}\n{Many(5_000, index => $"  s{index}: {{extends: base, environment: [b=1]}}\n")}"),
        ["env_file of everybody"] = () =>
            [("compose.yaml", $"services:\n{Many(5_000, index => $"  s{index}: {{image: a, env_file: a.env}}\n")}"), ("a.env", Many(5_000, index => $"A{index}=1\n"))],
        ["resets"] = () =>
        [
            ("compose.yaml", $"services: {{web: {{image: a, environment: {{{Many(20_000, index => $"a{index}: 1, ")}}}}}}}"),
            ("compose.override.yaml", $"services: {{web: {{environment: {{{Many(20_000, index => $"a{index}: !reset 1, ")}}}}}}}"),
        ],
        ["dependencies"] = () => One($"services:\n{Many(8_000, index => $"  s{index}: {{image: a, depends_on: [s{index + 1}]}}\n")}  s8000: {{image: a}}\n"),
    };

    public static TheoryData<string> Names => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Folder_ThatWantsToGrow_IsReadOrRefusedAtOnce(string attack)
    {
        MemoryFiles files = Folder.Of(Attacks[attack]());
        long before = GC.GetAllocatedBytesForCurrentThread();
        (string? refusal, TimeSpan taken) = Attempt(files);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(MostBytes, "{0}", refusal);
        for (int again = 0; again < 3 && taken > Longest; again++)
        {
            taken = Attempt(files).Taken;
        }

        taken.Should().BeLessThan(Longest, "{0}", refusal);
        (refusal ?? "f:1: x.").Should().MatchRegex(@"^\S+:\d+: [^\n]{1,500}\.$");
    }

    private static (string? Refusal, TimeSpan Taken) Attempt(MemoryFiles files)
    {
        Watch watch = new();
        try
        {
            ComposeReader.Read(files).Services.Should().NotBeEmpty();
            return (null, watch.Elapsed);
        }
        catch (InputException error)
        {
            return (error.Message, watch.Elapsed);
        }
    }

    private static (string, string)[] One(string text) => [("compose.yaml", text)];

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Many(int times, Func<int, string> text) => string.Concat(Enumerable.Range(0, times).Select(text));
}
