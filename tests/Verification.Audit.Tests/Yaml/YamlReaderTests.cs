using System.Text;
using FluentAssertions;
using Verification.Audit.Tests.Compose;
using Verification.Audit.Yaml;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3, r: 4}", "{a: {p: <1>, q: <2>}, b: {p: <1>, q: <3>, r: <4>}}")]
    [InlineData("a: &x {p: 1}\nb: &y {p: 2, q: 2}\nc: {<<: [*x, *y], r: 3}", "{a: {p: <1>}, b: {p: <2>, q: <2>}, c: {p: <1>, q: <2>, r: <3>}}")]
    [InlineData("a: {p: 1, <<: {p: 2, q: 2}}", "{a: {p: <1>, q: <2>}}")]
    [InlineData("a: {\"<<\": 1}", "{a: {<<: <1>}}")]
    [InlineData("a: &x [1, 2]\nb: *x", "{a: [<1>, <2>], b: [<1>, <2>]}")]
    [InlineData("a: |\n  one\n  two\nb: >-\n  one\n  two", "{a: one\ntwo\n, b: one two}")]
    [InlineData("a: 'it''s'\nb: \"tab\\tq\"", "{a: it's, b: tab\tq}")]
    [InlineData("a:\nb: ~\nc: ''", "{a: <null>, b: <null>, c: ''}")]
    [InlineData("\uFEFFa: 1\r\nb: 2\r\n", "{a: <1>, b: <2>}")]
    [InlineData("a: !!str 1\nb: !!int 2\nc: !!float 2\nd: ! 3", "{a: 1, b: <2>, c: <2>, d: 3}")]
    [InlineData("a: yes\nb: on\nc: true\nd: 22:22\ne: 2001-01-01", "{a: yes, b: on, c: <true>, d: 22:22, e: 2001-01-01}")]
    public void Document_OfAnyForm_BecomesATree(string text, string expected) => Folder.Flow(Single(text)).Should().Be(expected);

    [Fact]
    public void Document_EveryNode_KnowsItsLine()
    {
        YamlMapping root = (YamlMapping)Single("a: &x\n  p: 1\nb:\n  - q\n  -\n    r: *x\nc: |\n  text\nd:\n");
        root.Find("b")!.KeyPlace.Should().Be(new Readiness.Evidence.Place("f.yaml", 3));
        (root["b"] as YamlSequence)!.Items.Select(item => item.Place.Line).Should().Equal(4, 6);
        ((root["b"] as YamlSequence)!.Items[1] as YamlMapping)!["r"]!.Place.Line.Should().Be(1, "an alias leads to its anchor");
        root["c"]!.Place.Line.Should().Be(7);
        root["d"]!.Place.Line.Should().Be(9);
    }

    [Fact]
    public void LocalTags_AreKept()
    {
        YamlMapping root = (YamlMapping)Single("a: !reset\nb: !override [1]\nc: !override {d: 1}\ne: !reset null");
        root.Entries.Select(entry => entry.Value.Tag).Should().Equal("!reset", "!override", "!override", "!reset");
    }

    [Fact]
    public void File_OfSeveralDocuments_GivesAll() => YamlReader.Documents("f.yaml", "a: 1\n---\nb: 2\n...\n---\nc: 3\n").Select(Folder.Flow).Should().Equal("{a: <1>}", "{b: <2>}", "{c: <3>}");

    [Fact]
    public void File_OfCommentsOnly_HasNoDocument() => YamlReader.Documents("f.yaml", "# nothing\n\n").Should().BeEmpty();

    [Theory]
    [InlineData("a: 1\na: 2", "f.yaml:2: the key \"a\" is already given at line 1*")]
    [InlineData("a: {b: 1, 'b': 2}", "f.yaml:1: the key \"b\" is already given*")]
    [InlineData("a: &x {b: 1}\nc: {<<: *x, <<: *x}", "f.yaml:2: the key \"<<\" is already given*")]
    [InlineData("a: 1\nb: *x", "f.yaml:2: the alias \"x\" has no finished anchor*")]
    [InlineData("a: &x\n  b: *x", "f.yaml:2: the alias \"x\" has no finished anchor*")]
    [InlineData("a: {<<: [1]}", "f.yaml:1: the merge key*")]
    [InlineData("1: a", "f.yaml:1: a key has to be text*")]
    [InlineData("~: a", "f.yaml:1: a key has to be text*")]
    [InlineData("[a]: b", "f.yaml:1: a key has to be text*")]
    [InlineData("a: !!int x", "f.yaml:1: the value does not fit its tag*")]
    [InlineData("a: 1\nb: [1, 2", "f.yaml:*not valid YAML*")]
    [InlineData("a: 'x\nb: 1", "f.yaml:*not valid YAML*")]
    [InlineData("a: b: c", "f.yaml:1: this is not valid YAML*")]
    [InlineData("a:\n\tb: 1", "f.yaml:2: this is not valid YAML*tabs*")]
    [InlineData("\ta: 1", "f.yaml:1: the line begins with a tab*")]
    [InlineData("a: 1\n---\n\tb: 1", "f.yaml:3: the line begins with a tab*")]
    [InlineData("a:\n  b: [\n x\n ]", "f.yaml:*not valid YAML*indent what stands within brackets*")]
    [InlineData("a:\n  b: \"x\n  y\"", "f.yaml:*not valid YAML*indent what stands within brackets*")]
    [InlineData("a: @x", "f.yaml:1: *not valid YAML*")]
    [InlineData("a: \"\\UFFFFFFFF\"", "f.yaml:1: *not valid YAML*")]
    [InlineData("%YAML 9.9\n---\na: 1", "f.yaml:1: *not valid YAML*")]
    [InlineData("a: 1\nb: \u0001", "f.yaml:2: the character U+0001*")]
    [InlineData("a: 1\0b: 2", "f.yaml:1: the character U+0000*")]
    public void File_ThatIsBroken_IsRefusedInOneSentenceWithItsLine(string text, string expected)
    {
        Action read = () => YamlReader.Documents("f.yaml", text);
        read.Should().Throw<InputException>().WithMessage(expected).Which.Message.Should().EndWith(".").And.NotContain("\n");
    }

    [Fact]
    public void File_WithHalfACharacter_IsRefused()
    {
        Action read = () => YamlReader.Documents("f.yaml", "a: " + (char)0xD800);
        read.Should().Throw<InputException>().WithMessage("f.yaml:1: the character U+D800*");
    }

    [Fact]
    public void File_Nested65Deep_IsRefused()
    {
        Action fits = () => YamlReader.Documents("f.yaml", new string('[', 64) + new string(']', 64));
        Action deep = () => YamlReader.Documents("f.yaml", new string('[', 65) + new string(']', 65));
        fits.Should().NotThrow();
        deep.Should().Throw<InputException>().WithMessage("f.yaml:1: *nested more than 64 levels*");
    }

    [Fact]
    public void File_OfAliasesThatMultiply_IsRefusedBeforeItGrows()
    {
        StringBuilder bomb = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 40; level++)
        {
            bomb.AppendLine($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]");
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Action read = () => YamlReader.Documents("f.yaml", bomb.ToString());
        read.Should().Throw<InputException>().WithMessage("f.yaml:5: the file grows beyond 100,000 values*");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(20_000_000);
    }

    [Theory]
    [InlineData(1_048_577, "f.yaml:1: the file is longer than 1,048,576 characters*")]
    public void File_TooLong_IsRefused(int length, string expected)
    {
        Action read = () => YamlReader.Documents("f.yaml", new string('a', length));
        read.Should().Throw<InputException>().WithMessage(expected);
    }

    private static YamlNode Single(string text) => YamlReader.Documents("f.yaml", text).Should().ContainSingle().Which;
}
