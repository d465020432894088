using System.Globalization;
using Verification.Readiness;

namespace Verification.Cli.Running;

/// <summary>Durations as people write them: 90s, 5m, 1h or 00:05:00.</summary>
internal static class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Reads one that is given to an option.</summary>
    /// <exception cref="InputException">It is none, or longer than evidence stays fresh.</exception>
    public static TimeSpan Read(string option, string text) => Parse(text) switch
    {
        TimeSpan duration when duration <= TimeSpan.Zero => throw new InputException($"{option} {text} is no time at all; write 90s, 5m or 1h."),
        TimeSpan duration when duration > Longest => throw new InputException($"{option} {text} is longer than the 7 days after which evidence expires; write a shorter time."),
        TimeSpan duration => duration,
        null => throw new InputException($"{option} {text} is not a duration; write 90s, 5m or 1h."),
    };

    private static TimeSpan? Parse(string text)
    {
        double unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        if (unit > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double count) && !double.IsNaN(count))
        {
            // Far beyond the longest is as good as exactly that, and can't overflow.
            return TimeSpan.FromSeconds(Math.Clamp(count * unit, -1, 1e8));
        }

        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan parsed) ? parsed : null;
    }
}
