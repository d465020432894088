namespace Verification.Fixtures.Tests;

public sealed class EventuallyTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Async_ConditionComesTrue_GivesTheAcceptedValue()
    {
        var looks = 0;
        var seen = await Eventually.Async(_ => Task.FromResult(++looks), n => n == 3, "three", TimeSpan.FromSeconds(10), Poll, ct: Ct);
        seen.Should().Be(3);
        looks.Should().Be(3);
    }

    [Fact]
    public async Task Async_ConditionNeverTrue_SaysWhatDeadlineAndLastValue()
    {
        var act = () => Eventually.Async(_ => Task.FromResult(7), n => n == 8, "eight stored events", Short, Poll, ct: Ct);
        (await act.Should().ThrowAsync<TimeoutException>()).Which.Message
            .Should().Contain("0.12 s").And.Contain("eight stored events").And.Contain("value 7");
    }

    [Fact]
    public async Task Async_ProbeKeepsFailing_CarriesTheLastFailure()
    {
        var act = () => Eventually.Async<int>(_ => throw new InvalidDataException("no such table"), _ => true, "a table", Short, Poll, ct: Ct);
        var thrown = (await act.Should().ThrowAsync<TimeoutException>()).Which;
        thrown.Message.Should().Contain("InvalidDataException: no such table");
        thrown.InnerException.Should().BeOfType<InvalidDataException>();
    }

    [Fact]
    public async Task Async_ProbeFailsThenAnswers_IgnoresTheFailure()
    {
        var looks = 0;
        var seen = await Eventually.Async(
            _ => ++looks < 3 ? throw new IOException("not yet") : Task.FromResult("up"), _ => true, "it", TimeSpan.FromSeconds(10), Poll, ct: Ct);
        seen.Should().Be("up");
    }

    [Fact]
    public async Task Async_ProbeHangsAndIgnoresItsToken_EndsAtTheDeadline()
    {
        var never = new TaskCompletionSource<int>();
        var act = () => Eventually.Async(_ => never.Task, _ => true, "an answer", Short, Poll, ct: Ct);
        (await act.Should().ThrowAsync<TimeoutException>()).Which.Message.Should().Contain("after 0 looks: nothing");
    }

    [Fact]
    public async Task Async_Cancelled_ThrowsCancellationNotTimeout()
    {
        using var cancel = new CancellationTokenSource();
        var act = () => Eventually.Async(
            async _ =>
            {
                await cancel.CancelAsync();
                return false;
            },
            "never", TimeSpan.FromSeconds(30), Poll, ct: cancel.Token);
        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Async_ConditionThrows_IsADefectNotAWait()
    {
        var act = () => Eventually.Async(_ => Task.FromResult(1), _ => throw new NotSupportedException(), "it", TimeSpan.FromSeconds(30), Poll, ct: Ct);
        await act.Should().ThrowAsync<NotSupportedException>();
    }
}
