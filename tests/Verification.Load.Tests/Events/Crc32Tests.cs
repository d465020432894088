using Verification.Load.Events;

namespace Verification.Load.Tests.Events;

public sealed class Crc32Tests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    public void Of_KnownTexts_IsTheKnownSum(string text, uint expected) => Crc32.Of(System.Text.Encoding.ASCII.GetBytes(text)).Should().Be(expected);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 1000)]
    [InlineData(500, 1)]
    [InlineData(500, 65_537)]
    public void Shift_SumOfTheFront_CombinesWithTheSumOfTheRest(int front, int rest)
    {
        byte[] bytes = new byte[front + rest];
        new Random(front + rest).NextBytes(bytes);
        uint combined = new Crc32.Shift(rest).Apply(Crc32.Of(bytes.AsSpan(0, front))) ^ Crc32.Of(bytes.AsSpan(front));
        combined.Should().Be(Crc32.Of(bytes));
    }
}
