using System.Globalization;
using System.Text;
using System.Text.Json;
using Verification.Load.Plans;

namespace Verification.Load.Events;

/// <summary>The JSON of a load event: what an SDK would send of a genuine error, with the parts that differ between events in front.</summary>
internal static class EventPayload
{
    /// <summary>Digits of a serial number.</summary>
    public const int SerialDigits = 10;

    /// <summary>Length of a time such as 1763650000.123, in seconds since 1970.</summary>
    public const int TimestampLength = 14;

    // Four frames and the rest take about 1,450 bytes.
    private const int FullStack = 1_600;

    private const string Words =
        "booking customer driver invoice ledger message notification order payment queue refund retry route schedule session shipment status timeout transfer worker";

    /// <summary>Everything up to and with the serial number: event_id, timestamp, extra.serial.</summary>
    public static string Front(string eventId, string timestamp, string serial) => $"{{\"event_id\":\"{eventId}\",\"timestamp\":{timestamp},\"extra\":{{\"serial\":\"{serial}\",";

    /// <summary>Everything after it; the same for all events of a group.</summary>
    /// <param name="plan">Names the plan in tags and values.</param>
    /// <param name="payload">Size and number of groups.</param>
    /// <param name="group">Which error.</param>
    /// <param name="release">Release of the events.</param>
    /// <param name="environment">Environment of the events.</param>
    public static string Rest(string plan, PayloadSpec payload, int group, string release, string environment)
    {
        Random random = new(group);
        var rest = new
        {
            platform = "node",
            level = "error",
            release,
            environment,
            server_name = "load-1.example.test",
            transaction = $"POST /bookings/{group}",
            user = new { id = $"load-user-{group}", email = $"load-{group}@example.test" },
            tags = new { plan, component = "load", group = $"group-{group}" },
            sdk = new { name = "verification.load", version = "1.0.0" },
            breadcrumbs = new[] { new { timestamp = 1763650000.5, category = "queue", message = $"job of group {group} taken", level = "info", type = "default" } },
            exception = new { values = new[] { Exception(plan, group, payload.Bytes < FullStack ? 1 : 4) } },
        };
        string json = JsonSerializer.Serialize(rest)[1..];
        string nested = "\"plan\":" + JsonSerializer.Serialize(plan) + ",\"job\":{\"attempt\":3,\"data\":{\"group\":" + group.ToString(CultureInfo.InvariantCulture) + ",\"path\":[\"a\",{\"b\":{\"c\":true}}]}},\"padding\":\"";
        int missing = payload.Bytes - Front(new('0', 32), new('0', TimestampLength), new('0', SerialDigits)).Length - nested.Length - json.Length - 3;
        return $"{nested}{Padding(random, Math.Max(0, missing))}\"}},{json}";
    }

    private static object Exception(string plan, int group, int frames) => new
    {
        type = $"LoadError{group}",
        value = $"group {group} of {plan} failed",
        mechanism = new { type = "generic", handled = true },
        stacktrace = new { frames = Enumerable.Range(0, frames).Select(index => Frame(group, index)).ToArray() },
    };

    private static object Frame(int group, int index) => new
    {
        filename = $"/srv/app/src/jobs/group{group}.js",
        function = $"step{index}",
        module = $"jobs.group{group}",
        lineno = 10 + (7 * index),
        colno = 5,
        in_app = true,
        context_line = $"    await step{index + 1}(job);",
    };

    // Words in random order: text of one letter would take GlitchTip's gzip reader seconds.
    private static string Padding(Random random, int length)
    {
        string[] words = Words.Split(' ');
        StringBuilder text = new(length + 16);
        while (text.Length < length)
        {
            text.Append(words[random.Next(words.Length)]).Append(random.Next(100)).Append(' ');
        }

        return text.ToString(0, length);
    }
}
