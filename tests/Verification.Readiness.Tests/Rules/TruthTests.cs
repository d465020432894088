using FluentAssertions;
using Verification.Readiness.Rules;
using Xunit;

namespace Verification.Readiness.Tests.Rules;

/// <summary>Kleene's strong logic of three values.</summary>
public sealed class TruthTests
{
    private static readonly Truth[] All = [Truth.False, Truth.Unknown, Truth.True];

    [Fact]
    public void And_OfAnyTwo_IsKleenes() => Table(Judgement.And).Should().Equal(
        Truth.False, Truth.False, Truth.False,
        Truth.False, Truth.Unknown, Truth.Unknown,
        Truth.False, Truth.Unknown, Truth.True);

    [Fact]
    public void Or_OfAnyTwo_IsKleenes() => Table(Judgement.Or).Should().Equal(
        Truth.False, Truth.Unknown, Truth.True,
        Truth.Unknown, Truth.Unknown, Truth.True,
        Truth.True, Truth.True, Truth.True);

    [Fact]
    public void Negated_OfEach_IsKleenes() => All.Select(truth => new Judgement(truth, null).Negated().Truth).Should().Equal(Truth.True, Truth.Unknown, Truth.False);

    [Fact]
    public void AndAndOr_OfNothing_AreTrueAndFalse()
    {
        Judgement.And([]).Should().Be(new Judgement(Truth.True, null));
        Judgement.Or([]).Should().Be(new Judgement(Truth.False, null));
    }

    [Fact]
    public void Negated_OfOr_IsAndOfTheNegated()
    {
        var broken = from left in All
                     from right in All
                     let either = Judgement.Or([new(left, null), new(right, null)]).Negated().Truth
                     let both = Judgement.And([new Judgement(left, null).Negated(), new Judgement(right, null).Negated()]).Truth
                     where either != both
                     select (left, right);
        broken.Should().BeEmpty();
    }

    [Fact]
    public void Judgement_OfSeveral_NamesTheFactThatDecided()
    {
        Fact no = Fact.Of("no"), yes = Fact.Of("yes");

        Judgement.And([new(Truth.True, yes), new(Truth.False, no)]).Because.Should().BeSameAs(no);
        Judgement.Or([new(Truth.False, no), new(Truth.True, yes)]).Because.Should().BeSameAs(yes);
        new Judgement(Truth.False, no).Negated().Because.Should().BeSameAs(no);
    }

    private static Truth[] Table(Func<IEnumerable<Judgement>, Judgement> of) =>
        [.. All.SelectMany(left => All.Select(right => of([new(left, null), new(right, null)]).Truth))];
}
