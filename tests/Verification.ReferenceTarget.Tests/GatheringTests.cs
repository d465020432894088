namespace Verification.ReferenceTarget.Tests;

public sealed class GatheringTests
{
    private readonly List<int[]> calls = [];
    private readonly Queue<TaskCompletionSource> gates = new();

    [Fact]
    public async Task Call_WhileOneIsUnderWay_GoesTogetherWithTheNext()
    {
        var gathering = Doubling(most: 3);
        var answers = Enumerable.Range(1, 5).Select(gathering.CallAsync).ToList();
        calls.Should().ContainSingle().Which.Should().Equal(1);

        await OpenAsync(calls: 2);
        calls[1].Should().Equal(2, 3, 4);
        await OpenAsync(calls: 3);
        calls[2].Should().Equal(5);
        gates.Dequeue().SetResult();
        (await Task.WhenAll(answers)).Should().Equal(2, 4, 6, 8, 10);
    }

    [Fact]
    public async Task Call_AfterAllWereAnswered_BeginsAtOnce()
    {
        var gathering = Doubling(most: 3);
        foreach (var item in new[] { 7, 8 })
        {
            var answer = gathering.CallAsync(item);
            gates.Dequeue().SetResult();
            (await answer).Should().Be(2 * item);
        }

        calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task Call_ThatFails_FailsForItsItemsOnly()
    {
        var gathering = Doubling(most: 2);
        var answers = Enumerable.Range(1, 4).Select(gathering.CallAsync).ToList();
        await OpenAsync(calls: 2);
        gates.Dequeue().SetException(new InvalidOperationException("gone"));
        await Eventually.Async(() => calls.Count == 3, "the call after the failed one", TimeSpan.FromSeconds(5), ct: TestContext.Current.CancellationToken);
        gates.Dequeue().SetResult();

        (await answers[0]).Should().Be(2);
        foreach (var failed in answers[1..3])
        {
            await failed.Awaiting(answer => answer).Should().ThrowAsync<InvalidOperationException>().WithMessage("gone");
        }

        (await answers[3]).Should().Be(8);
    }

    private Gathering<int, int> Doubling(int most) => new(most, async items =>
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gates.Enqueue(gate);
        calls.Add([.. items]);
        await gate.Task;
        return [.. items.Select(item => 2 * item)];
    });

    private async Task OpenAsync(int calls)
    {
        gates.Dequeue().SetResult();
        await Eventually.Async(() => this.calls.Count == calls, $"call {calls}", TimeSpan.FromSeconds(5), ct: TestContext.Current.CancellationToken);
    }
}
