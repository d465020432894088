using System.Diagnostics;
using FluentAssertions;
using Verification.Readiness.Rules;
using Xunit;

namespace Verification.Readiness.Tests.Rules;

/// <summary>What each test of a fact says of values that are given, missing, lists or unknown.</summary>
public sealed class ConditionTests
{
    // The condition as check.yaml has it, the fact "f" of the item (empty: not given), and what holds.
    public static TheoryData<string, string, Truth> Cases => new()
    {
        { "{ f: redis }", "f=redis", Truth.True },
        { "{ f: redis }", "f=REDIS", Truth.True },
        { "{ f: redis }", "f=postgres", Truth.False },
        { "{ f: redis }", "", Truth.False },
        { "{ f: redis }", "f=?", Truth.Unknown },
        { "{ f: [redis, valkey] }", "f=valkey", Truth.True },
        { "{ f: redis }", "f=[postgres, redis]", Truth.True },
        { "{ f: redis }", "f=[]", Truth.False },
        { "{ f: true }", "f=true", Truth.True },
        { "{ f: true }", "f=false", Truth.False },
        { "{ f: { is: redis } }", "f=redis", Truth.True },
        { "{ f: { oneOf: [a, b] } }", "f=c", Truth.False },
        { "{ f: { contains: MAX } }", "f=--maxmemory", Truth.True },
        { "{ f: { contains: max } }", "f=min", Truth.False },
        { "{ f: { matches: '^sha256:[0-9a-f]+$' } }", "f=sha256:0a", Truth.True },
        { "{ f: { matches: '^sha256:[0-9a-f]+$' } }", "f=SHA256:0a", Truth.False },
        { "{ f: { matches: '^a' } }", "f=[b, ab]", Truth.True },
        { "{ f: { exists: true } }", "f=x", Truth.True },
        { "{ f: { exists: true } }", "f=[]", Truth.True },
        { "{ f: { exists: true } }", "", Truth.False },
        { "{ f: { exists: false } }", "", Truth.True },
        { "{ f: { exists: false } }", "f=x", Truth.False },
        { "{ f: { exists: false } }", "f=?", Truth.Unknown },
        { "{ f: { atLeast: 5 } }", "f=5", Truth.True },
        { "{ f: { atLeast: 5 } }", "f=4.9", Truth.False },
        { "{ f: { atMost: 5 } }", "f=5", Truth.True },
        { "{ f: { atMost: 5 } }", "f=5.1", Truth.False },
        { "{ f: { atMost: 5 } }", "", Truth.False },
        { "{ f: { atLeast: 5 } }", "f=many", Truth.Unknown },
        { "{ f: { atLeast: 5 } }", "f=5,5", Truth.Unknown },
        { "{ f: { atLeast: 1, atMost: 5 } }", "f=6", Truth.False },
        { "{ f: { atLeast: 5 } }", "f=[1, 9]", Truth.True },
        { "{ not: { f: redis } }", "f=redis", Truth.False },
        { "{ not: { f: redis } }", "", Truth.True },
        { "{ not: { f: redis } }", "f=?", Truth.Unknown },
        { "{ not: { f: redis } }", "f=[a, redis]", Truth.False },
        { "{ any: [ { f: a }, { f: b } ] }", "f=b", Truth.True },
        { "{ any: [ { f: a }, { f: b } ] }", "f=c", Truth.False },
        { "{ any: [ { f: a }, { name: web } ] }", "f=?", Truth.True },
        { "{ all: [ { f: a }, { name: db } ] }", "f=?", Truth.False },
        { "{ all: [ { f: a }, { name: web } ] }", "f=?", Truth.Unknown },
        { "{ f: a, name: web }", "f=a", Truth.True },
        { "{ f: a, name: db }", "f=a", Truth.False },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Of_AnItem_IsWhatTheTestSays(string condition, string fact, Truth expected) =>
        Condition(condition).Of(Things.Service("web", fact.Length == 0 ? [] : [fact])).Truth.Should().Be(expected);

    [Fact]
    public void Of_AFactThatIsLookedUp_AsksForItByName()
    {
        Item item = Things.Service("web") with { More = name => name == "env.DEBUG" ? Fact.Of("true") : null };

        Condition("{ env.DEBUG: true }").Of(item).Truth.Should().Be(Truth.True);
        Condition("{ env.OTHER: true }").Of(item).Truth.Should().Be(Truth.False);
    }

    [Fact]
    public void Of_ATextWhereANumberBelongs_SaysWhich() => Condition("{ f: { atLeast: 5 } }").Of(Things.Service("web", "f=many")).Because!.UnknownBecause
        .Should().Be("f is 'many', which can't be held against 'at least 5'");

    [Fact]
    public void Of_ASecretWhereANumberBelongs_DoesNotShowIt() =>
        Condition("{ f: { atLeast: 5 } }").Of(Things.Service("web", "f=!hunter2hunter2")).Because!.UnknownBecause.Should().NotContain("hunter2");

    // A pattern that would take for ever with backtracking.
    [Fact]
    public void Matches_AgainstALongText_IsFast()
    {
        Item web = Things.Service("web", $"f={new string('a', 20_000)}b");
        Stopwatch watch = Stopwatch.StartNew();

        Condition("{ f: { matches: '^(a+)+$' } }").Of(web).Truth.Should().Be(Truth.False);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Facts_OfARule_AreAllThatItAsksFor() => Things.Check("""
        each: service
        where: { role: web, not: { a: x } }
        holds: { any: [ { b: 1 }, { all: [ { c: { exists: true } } ] } ] }
        says: "{d} and {env.E} and {b}"
        """).Rule!.Facts.Should().BeEquivalentTo("role", "a", "b", "c", "d", "env.E");

    private static Condition Condition(string yaml) => Things.Check($"each: service\nholds: {yaml}\nsays: x").Rule!.Holds;
}
