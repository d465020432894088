using System.Runtime.CompilerServices;
using Verification.Load.Driving;
using Verification.Load.Tests.Statistics;
using Verification.Readiness;

namespace Verification.Load.Tests.Driving;

public sealed class OutcomeFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Outcome_Size_IsTheOneOfTheFile() => Unsafe.SizeOf<EventOutcome>().Should().Be(24);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        EventOutcome[] outcomes = [Seen.Event(long.MaxValue, 1, 2, 503, 4, 5), Seen.Unsent(7), Seen.Without(NoAnswer.Garbled, 8)];
        OutcomeFile.Write(_file, outcomes);
        OutcomeFile.Read(_file).Should().Equal(outcomes);
    }

    [Fact]
    public void Read_CutOff_SaysSo()
    {
        File.WriteAllBytes(_file, new byte[25]);
        FluentActions.Invoking(() => OutcomeFile.Read(_file)).Should().Throw<InputException>().WithMessage($"{_file}: 25 bytes are not a whole number of outcomes*");
    }

    public void Dispose() => File.Delete(_file);
}
