using FluentAssertions;
using Xunit;

namespace Verification.Acceptance.Tests;

/// <summary>Drills of a run are made a few at a time, and none before what has to be over first.</summary>
public sealed class DrillTurnsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_AllLanesTaken_WaitsUntilOneIsGivenBackOnce()
    {
        using DrillTurns turns = new(2, null);
        IDisposable first = await turns.EnterAsync(Ct);
        using IDisposable second = await turns.EnterAsync(Ct);
        Task<IDisposable> third = turns.EnterAsync(Ct), fourth = turns.EnterAsync(Ct);
        third.IsCompleted.Should().BeFalse();

        first.Dispose();
        first.Dispose();

        using IDisposable entered = await third;
        fourth.IsCompleted.Should().BeFalse("a lane is given back once");
        entered.Dispose();
        (await fourth).Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Enter_SomethingComesFirst_WaitsForItsEndWhateverThatIs(bool succeeds)
    {
        TaskCompletionSource first = new();
        using DrillTurns turns = new(1, _ => first.Task);
        Task<IDisposable> turn = turns.EnterAsync(Ct);
        turn.IsCompleted.Should().BeFalse();

        if (succeeds)
        {
            first.SetResult();
        }
        else
        {
            first.SetException(new InvalidOperationException("it failed"));
        }

        (await turn).Dispose();
    }
}
