using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>Reads timestamps as SDKs write them: ISO 8601 or seconds since 1970, to the microsecond.</summary>
public static class IngestTime
{
    // Larger figures are milliseconds: the border pydantic uses.
    private const decimal LargestSeconds = 20_000_000_000m;
    private const decimal LargestYear9999 = 253_402_300_799m;

    /// <summary>The point in time, or a malformed field.</summary>
    public static DateTimeOffset Parse(JsonNode node, string field)
    {
        if (node is JsonValue && node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<decimal>(out var number))
        {
            return FromSeconds(number, field);
        }

        var text = node.AsString() ?? throw new MalformedFieldException(field);
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return FromSeconds(seconds, field);
        }

        return DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? ToMicroseconds(time)
            : throw new MalformedFieldException(field);
    }

    /// <summary>The form in which a breadcrumb's time is stored: six digits, or none when the second is whole.</summary>
    public static string Stored(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return utc.Ticks % TimeSpan.TicksPerSecond == 0
            ? utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : utc.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>The time cut to what PostgreSQL keeps.</summary>
    public static DateTimeOffset ToMicroseconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static DateTimeOffset FromSeconds(decimal number, string field)
    {
        var seconds = Math.Abs(number) > LargestSeconds ? number / 1000 : number;
        return Math.Abs(seconds) > LargestYear9999 || seconds < -62_135_596_800m
            ? throw new MalformedFieldException(field)
            : DateTimeOffset.UnixEpoch.AddTicks((long)(Math.Round(seconds * 1_000_000) * TimeSpan.TicksPerMicrosecond));
    }
}
