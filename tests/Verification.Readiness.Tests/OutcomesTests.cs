using FluentAssertions;
using Xunit;

namespace Verification.Readiness.Tests;

public sealed class OutcomesTests
{
    private static readonly Outcome[] All = [Outcome.Pass, Outcome.Unknown, Outcome.Fail];

    [Fact]
    public void Worst_OfAnyTwo_FollowsFailUnknownPass()
    {
        Outcome[] table = [.. All.SelectMany(left => All.Select(right => Outcomes.Worst(left, right)))];

        table.Should().Equal(
            Outcome.Pass, Outcome.Unknown, Outcome.Fail,
            Outcome.Unknown, Outcome.Unknown, Outcome.Fail,
            Outcome.Fail, Outcome.Fail, Outcome.Fail);
    }

    [Fact]
    public void Worst_OfAllTriples_IsCommutativeAssociativeAndIdempotent()
    {
        var broken = from a in All
                     from b in All
                     from c in All
                     where Outcomes.Worst(a, b) != Outcomes.Worst(b, a)
                         || Outcomes.Worst(Outcomes.Worst(a, b), c) != Outcomes.Worst(a, Outcomes.Worst(b, c))
                         || Outcomes.Worst(a, a) != a
                         || Outcomes.Worst([a, b, c]) != Outcomes.Worst([c, a, b])
                         || Outcomes.Worst([a, b, c]) != Outcomes.Worst(Outcomes.Worst(a, b), c)
                     select (a, b, c);

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Worst_OfNothing_IsUnknown() => Outcomes.Worst([]).Should().Be(Outcome.Unknown);
}
