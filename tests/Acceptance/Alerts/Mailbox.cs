using Verification.Fixtures;
using Verification.Fixtures.Receivers;
using Verification.Readiness.Alerts;

namespace Verification.Acceptance.Alerts;

/// <summary>The receivers of one drill, whatever the shape.</summary>
/// <param name="web">Takes what is posted.</param>
/// <param name="mail">Takes e-mail; null where it goes elsewhere.</param>
internal sealed class Mailbox(WebReceiver web, MailReceiver? mail)
{
    private readonly DateTimeOffset _opened = DateTimeOffset.UtcNow;

    /// <summary>Recipients that an alert can name.</summary>
    public IReadOnlyList<AlertShape> Shapes { get; } = [.. Enum.GetValues<AlertShape>().Where(shape => shape != AlertShape.Mail || mail is not null)];

    /// <summary>Everything that arrived so far.</summary>
    public IReadOnlyList<AlertDelivery> Deliveries =>
    [
        .. web.Posts.SelectMany(post => Shapes.Where(shape => post.Path == $"/{TypeOf(shape)}").Select(shape => new AlertDelivery(shape, post.At, post.Body))),
        .. (mail?.Messages ?? []).Where(message => message.At >= _opened).Select(message => new AlertDelivery(AlertShape.Mail, message.At, message.Text)),
    ];

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

    /// <summary>Waits until every recipient has so many deliveries that name something; false when that takes longer than the patience.</summary>
    public async Task<bool> HasAsync(int number, string name, TimeSpan patience, TimeSpan look, CancellationToken ct)
    {
        try
        {
            await Eventually.Async(
                () => Deliveries.Where(delivery => Names(delivery, name)).CountBy(delivery => delivery.Shape).Count(shape => shape.Value >= number) == Shapes.Count,
                $"{number} deliveries about {name} at each of {Shapes.Count} recipients", patience, look, ct: ct);
            return true;
        }
        catch (TimeoutException)
        {
            // What did not arrive is what the checks ask about.
            return false;
        }
    }

    // What can't be read is counted too: waiting for longer would not mend it.
    private static bool Names(AlertDelivery delivery, string name) => AlertReading.Of(delivery).Message is not AlertMessage message
        || message.Items.Any(item => item.Title.Contains(name, StringComparison.Ordinal) || item.Words.Contains(name, StringComparison.Ordinal));
}
