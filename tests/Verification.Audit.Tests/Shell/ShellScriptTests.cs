using FluentAssertions;
using Verification.Audit.Shell;
using Xunit;

namespace Verification.Audit.Tests.Shell;

/// <summary>The shape that scripts are read into.</summary>
public sealed class ShellScriptTests
{
    public static TheoryData<string, string> Shapes => new()
    {
        { "a b 'c d' \"e f\"", "a b 'c d' 'e f'" },
        { "a | b |& c && d || e; f &", "or(and(pipe(a | b | c), d), e); f &" },
        { "! a | b", "not(a | b)" },
        { "a \\\n  b # comment\nc#d", "a b; c#d" },
        { "X=1 Y=\"$Z\" cmd >out 2>&1 <in", "X=1 Y=$Z cmd >out 2>&1 <in" },
        { "arr=(a 'b c'\n d) ; arr+=(e)", "arr=(a 'b c' d); arr+=(e)" },
        { "{ a; b; } > f", "{a; b} >f" },
        { "( a; b ) | c", "pipe((a; b) | c)" },
        { "if a; then b; elif c; then d; else e; fi", "if[a -> b | c -> d else e]" },
        { "if a\nthen\n  b\nfi 2>/dev/null", "if[a -> b] 2>/dev/null" },
        { "while read -r x; do echo $x; done < f", "while[read -r x -> echo $x] <f" },
        { "until a; do b; done", "until[a -> b]" },
        { "for x in a \"$b\" *.gz; do c; done", "for[x in a $b *.gz -> c]" },
        { "for x\ndo a; done", "for[x in @ -> a]" },
        { "for ((i = 0; i < 3; i++)); do a; done", "for[ in 'i = 0; i < 3; i++' -> a]" },
        { "case $1 in a|b) c;; (d) e ;; *) ;; esac", "case[$1 of a,b -> c | d -> e | * -> ]" },
        { "f() { a; }; function g { b; }; function h() ( c )", "def f {a}; def g {b}; def h (c)" },
        { "[[ -n $a && ( $b == x* || ! -f \"$c\" ) ]]", "test[-n $a && ( $b == x* || ! -f $c )]" },
        { "[[ $a =~ ^(x|y)[0-9]+$ ]] && b", "and(test[$a =~ ^(x|y)[0-9]+$], b)" },
        { "(( n += 2 )) || a", "or(calc[' n += 2 '], a)" },
        { "x=$((1 + $y))", "x=$calc('1 + '$y)" },
        { "x=$(a | b \"$(c)\")", "x=$(pipe(a | b $(c)))" },
        { "x=$( (a; b) )", "x=$((a; b))" },
        { "x=`a \\`b\\` | c`", "x=$(pipe(a $(b) | c))" },
        { "echo ${a:-b c} ${#d} ${e%.gz} ${f[0]} ${g[@]} ${h:?no} ${i//x/y} \"${j:+\"k\"}\"", "echo $a<:-b c> $d<length> $e<%.gz> $f[0] $g[@] $h<:?no> $i<//x/y> $j<:+'k'>" },
        { "echo $'a\\tb' $\"c\" $1 $? $@ $$ ${10}", "echo 'a\tb' '''c' $1 $? $@ $$ $10" },
        { "diff <(a) <(b | c)", "diff <(a) <(pipe(b | c))" },
        { "cat <<EOF && x\nhello $name\nEOF\ny", "and(cat <<['hello '$name'\n'], x); y" },
        { "cat <<'EOF' | x\n$name `a`\nEOF", "pipe(cat <<['$name `a`\n'] | x)" },
        { "cat <<-A <<B\n\ta\n\tA\nb\nB\nc", "cat <<['a\n'] <<['b\n']; c" },
        { "time -p a | b", "pipe(a | b)" },
        { "echo if then fi }", "echo if then fi }" },
        { "a=b=c; [ a = b ]; x[1]=y", "a=b=c; [ a = b ]; x=y" },
        { "exec 9>lock; exec >> log 2>&1; a &> b", "exec 9>lock; exec >>log 2>&1; a &>b" },
        { "cmd <<< \"text\" >| file", "cmd <<<'text' >|file" },
        { "if !(a); then b; fi", "if[not((a)) -> b]" },
        { "ls !(a|b) +([0-9]).gz", "ls !(a|b) +([0-9]).gz" },
        { "", "" },
        { "\uFEFF#!/bin/sh\n\n# only comments\n", "" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Parse_Text_HasItsShape(string text, string shape)
    {
        ShellScript script = ShellScript.Parse(text);
        script.Should().BeOfType<ShellScript.Understood>($"{(script as ShellScript.NotUnderstood)?.Reason}");
        ShellOutline.Of(script.Commands).Should().Be(shape);
    }

    public static TheoryData<string, int, string> Refusals => new()
    {
        { "a\necho 'open\nb", 2, "single quote" },
        { "a\nb \"open\nc", 2, "double quote" },
        { "if a; then b\n", 1, "not closed" },
        { "a\nwhile b; do c\n", 2, "not closed" },
        { "{ a; b\n", 1, "not closed" },
        { "(a\n", 1, "not closed" },
        { "x=$(a\n", 1, "not closed" },
        { "x=${a", 1, "not closed" },
        { "a `b", 1, "backtick" },
        { "cat <<EOF\na\n", 2, "here-document" },
        { "a | | b", 1, "not expected" },
        { "a\n)\n", 2, "not expected" },
        { "fi", 1, "not expected" },
        { "a >\nb", 1, "where a file is expected" },
        { "case x in a b) c;; esac", 1, "')'" },
        { "f( a", 1, "does not begin a function" },
        { "${}", 1, "name" },
        { "[[ a", 1, "not closed" },
        { "a\0b", 1, "binary" },
        { "#!/usr/bin/env python3\nimport os", 1, "python3" },
        { "#!/usr/bin/perl -w\n", 1, "perl" },
        { "echo a\necho b\r\necho c", 2, "CR" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Parse_BadText_SaysWhyAndWhere(string text, int line, string reason)
    {
        ShellScript.NotUnderstood problem = ShellScript.Parse(text).Should().BeOfType<ShellScript.NotUnderstood>().Subject;
        problem.Line.Should().Be(line);
        problem.Reason.Should().Contain(reason);
    }

    [Fact]
    public void Parse_LinesOfCommands_AreThoseOfTheText()
    {
        ShellScript script = ShellScript.Parse("a\n\nb \\\n  c\ncat <<E\none\ntwo\nE\nd 'x\ny'\ne");
        script.Commands.Items.Select(item => item.Command.Line).Should().Equal(1, 3, 5, 9, 11);
    }

    [Fact]
    public void Parse_ErrorOnALaterLine_KeepsWhatStandsBefore() =>
        ShellOutline.Of(ShellScript.Parse("a\nb | c\nif d\n").Commands).Should().Be("a; pipe(b | c)");

    public static TheoryData<string, string> Bombs => new()
    {
        { "brackets", new string('(', 200_000) },
        { "groups", string.Concat(Enumerable.Repeat("{ ", 100_000)) },
        { "substitutions", string.Concat(Enumerable.Repeat("$(", 200_000)) },
        { "quoted substitutions", string.Concat(Enumerable.Repeat("\"$(", 100_000)) },
        { "braces", string.Concat(Enumerable.Repeat("${a:-", 100_000)) },
        { "arithmetic", string.Concat(Enumerable.Repeat("$((", 100_000)) },
        { "words", string.Concat(Enumerable.Repeat("a ", 400_000)) },
        { "operators", string.Concat(Enumerable.Repeat("a&&", 150_000)) + "b" },
        { "length", new string('a', ShellScript.MaximumLength + 1) },
        { "if", string.Concat(Enumerable.Repeat("if ", 100_000)) },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Parse_Bomb_IsRefused(string name, string text)
    {
        ShellScript script = ShellScript.Parse(text);
        script.Should().BeOfType<ShellScript.NotUnderstood>(name);
        script.Commands.Items.Should().BeEmpty();
    }
}
