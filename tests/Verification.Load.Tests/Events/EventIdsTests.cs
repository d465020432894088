using System.Text;
using Verification.Load.Events;

namespace Verification.Load.Tests.Events;

public sealed class EventIdsTests
{
    public static TheoryData<string> Tags => ["0000000000000000", "ffffffffffffffff", "00112233445566ff", "a5a5a5a55a5a5a5a"];

    [Theory]
    [MemberData(nameof(Tags))]
    public void SerialOf_AnIdOfTheDrive_IsItsSerial(string tag)
    {
        EventIds ids = new(tag);
        int wrong = 0;
        for (long serial = 0; serial < 1_000_000; serial++)
        {
            wrong += ids.SerialOf(ids.Of(serial)) == serial ? 0 : 1;
        }

        wrong.Should().Be(0, "an id that gives back its own serial number belongs to no other");
        ids.SerialOf(ids.Of(int.MaxValue)).Should().Be(int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void TextOf_AnySerial_IsAVersion4Uuid(string tag)
    {
        foreach (long serial in new long[] { 0, 1, 2, 999_999, int.MaxValue })
        {
            new EventIds(tag).TextOf(serial).Should().MatchRegex("^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$");
        }
    }

    [Fact]
    public void SerialOf_AnIdOfAnotherDrive_IsNone()
    {
        EventIds one = new("00112233445566ff");
        EventIds other = new("00112233445566fe");
        Enumerable.Range(0, 100_000).Count(serial => one.SerialOf(other.Of(serial)) != -1).Should().Be(0);
        one.SerialOf(UInt128.Zero).Should().Be(-1);
    }

    [Fact]
    public void SerialOf_OneDigitChanged_IsAlmostNeverAnother()
    {
        EventIds ids = new("00112233445566ff");
        Enumerable.Range(0, 128).Count(bit => ids.SerialOf(ids.Of(77) ^ (UInt128.One << bit)) is >= 0 and < 1_000_000).Should().Be(0);
    }

    [Fact]
    public void Write_AnyId_IsItsText()
    {
        EventIds ids = new("00112233445566ff");
        byte[] digits = new byte[32];
        EventIds.Write(ids.Of(12_345), digits);
        Encoding.ASCII.GetString(digits).Should().Be(ids.TextOf(12_345));
    }

    [Fact]
    public void From_ADatabasesUuid_IsTheSameId()
    {
        EventIds ids = new("00112233445566ff");
        EventIds.From(Guid.ParseExact(ids.TextOf(5), "N")).Should().Be(ids.Of(5));
    }

    [Theory]
    [InlineData("00112233445546ff8000000000000001", true)]
    [InlineData("00112233445546FF8000000000000001", true)]
    [InlineData("0112233445546ff8000000000000001", false)]
    [InlineData("00112233-4455-46ff-8000-000000000001", false)]
    [InlineData(" 0112233445546ff8000000000000001", false)]
    [InlineData("", false)]
    public void TryRead_Text_TakesThirtyTwoDigitsOnly(string text, bool expected) => EventIds.TryRead(text, out _).Should().Be(expected);
}
