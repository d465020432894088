namespace Verification.Readiness.Alerts;

/// <summary>The shapes in which GlitchTip tells recipients, each with consumers of its own.</summary>
public enum AlertShape
{
    /// <summary>A general webhook: Slack, Mattermost, Rocket.Chat.</summary>
    Webhook,

    /// <summary>A webhook of Discord.</summary>
    Discord,

    /// <summary>A webhook of Google Chat.</summary>
    GoogleChat,

    /// <summary>E-mail.</summary>
    Mail,
}

/// <summary>Something that arrived at a receiver of ours.</summary>
/// <param name="Shape">Of the recipient it was sent to.</param>
/// <param name="At">When it had arrived in full.</param>
/// <param name="Text">The body of the request, or the whole message as sent.</param>
public sealed record AlertDelivery(AlertShape Shape, DateTimeOffset At, string Text);

/// <summary>What a consumer reads out of a delivery.</summary>
/// <param name="Headline">Shown first.</param>
/// <param name="Items">What it tells of.</param>
public sealed record AlertMessage(string Headline, IReadOnlyList<AlertItem> Items);

/// <summary>One thing that is told.</summary>
/// <param name="Title">Its name; of e-mail the subject, which holds more than that.</param>
/// <param name="Link">Where it leads; null for nowhere.</param>
/// <param name="Words">What is said about it.</param>
/// <param name="Colour">As 0xRRGGBB; null for none.</param>
public sealed record AlertItem(string Title, Uri? Link, string Words, int? Colour);
