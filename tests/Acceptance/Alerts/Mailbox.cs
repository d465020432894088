using Verification.Fixtures;
using Verification.Fixtures.Receivers;
using Verification.Fixtures.Targets;
using Verification.Readiness.Alerts;

namespace Verification.Acceptance.Alerts;

/// <summary>The receivers of one drill, whatever the shape.</summary>
/// <param name="web">Takes what is posted.</param>
/// <param name="outbound">Where e-mail arrives.</param>
/// <param name="mark">The run's, which everything of ours holds.</param>
internal sealed class Mailbox(WebReceiver web, Outbound outbound, string mark)
{
    private readonly DateTimeOffset _opened = DateTimeOffset.UtcNow;

    /// <summary>Recipients that an alert can name.</summary>
    public IReadOnlyList<AlertShape> Shapes { get; } = [.. Enum.GetValues<AlertShape>().Where(shape => shape != AlertShape.Mail || outbound.Mail is not null || outbound.Maildir is not null)];

    /// <summary>Everything that arrived so far.</summary>
    public IReadOnlyList<AlertDelivery> Deliveries =>
    [
        .. web.Posts.SelectMany(post => Shapes.Where(shape => post.Path == $"/{TypeOf(shape)}").Select(shape => new AlertDelivery(shape, post.At, post.Body))),
        .. Mails.Where(message => message.At >= _opened).Select(message => new AlertDelivery(AlertShape.Mail, message.At, message.Text)),
    ];

    /// <summary>Why e-mail is not asked for; null when it is.</summary>
    public string? NotAsked => Shapes.Contains(AlertShape.Mail) ? null : $"E-mail could not be asked for ({outbound.Absent})";

    // Others get mail there too.
    private IEnumerable<ReceivedMail> Mails => outbound.Mail?.Messages ?? outbound.Maildir?.Read().Where(IsOurs) ?? [];

    /// <summary>Where an alert sends to; e-mail goes to the members of the project's teams.</summary>
    public string AddressOf(AlertShape shape) => shape == AlertShape.Mail ? "" : new Uri(web.Address, TypeOf(shape)).ToString();

    /// <summary>How the product calls a shape.</summary>
    public static string TypeOf(AlertShape shape) => shape switch
    {
        AlertShape.Webhook => "webhook",
        AlertShape.Discord => "discord",
        AlertShape.GoogleChat => "googlechat",
        AlertShape.Mail => "email",
        _ => throw new InvalidOperationException($"Shape {shape} is none of the product's."),
    };

    /// <summary>Waits until every recipient has so many deliveries that name something; false when that takes longer than the patience, to which e-mail alone adds its delay.</summary>
    public async Task<bool> HasAsync(int number, string name, TimeSpan patience, TimeSpan look, CancellationToken ct) =>
        await HasAsync([.. Shapes.Where(shape => shape != AlertShape.Mail || outbound.MailDelay == TimeSpan.Zero)], number, name, patience, look, ct)
        && (outbound.MailDelay == TimeSpan.Zero || await HasAsync(Shapes, number, name, outbound.MailDelay, look, ct));

    private async Task<bool> HasAsync(IReadOnlyList<AlertShape> shapes, int number, string name, TimeSpan patience, TimeSpan look, CancellationToken ct)
    {
        try
        {
            await Eventually.Async(
                () => Deliveries.Where(delivery => shapes.Contains(delivery.Shape) && Names(delivery, name)).CountBy(delivery => delivery.Shape).Count(shape => shape.Value >= number) == shapes.Count,
                $"{number} deliveries about {name} at each of {shapes.Count} recipients", patience, look, ct: ct);
            return true;
        }
        catch (TimeoutException)
        {
            // What did not arrive is what the checks ask about.
            return false;
        }
    }

    private bool IsOurs(ReceivedMail message)
    {
        if (message.Text.Contains(mark, StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            return MailText.Parse(message.Text) is var read && (read.Subject.Contains(mark, StringComparison.Ordinal) || read.Text.Contains(mark, StringComparison.Ordinal));
        }
        catch (AlertShapeException)
        {
            // Somebody else's, and none of ours to judge.
            return false;
        }
    }

    // What can't be read is counted too: waiting for longer would not mend it.
    private static bool Names(AlertDelivery delivery, string name) => AlertReading.Of(delivery).Message is not AlertMessage message
        || message.Items.Any(item => item.Title.Contains(name, StringComparison.Ordinal) || item.Words.Contains(name, StringComparison.Ordinal));
}
