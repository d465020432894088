using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Alerts;

/// <summary>One thing that the recipients of an alert are told, in the four shapes that GlitchTip 5.2 gives it (recording 20).</summary>
public abstract record Notice(Sender Sender)
{
    /// <summary>For a general webhook: what Slack, Mattermost and Rocket.Chat read.</summary>
    public abstract JsonObject Webhook();

    /// <summary>For Discord.</summary>
    public abstract JsonObject Discord();

    /// <summary>For Google Chat.</summary>
    public abstract JsonObject GoogleChat();

    /// <summary>For e-mail.</summary>
    public abstract (string Subject, string Text) Mail();
}

/// <summary>On whose behalf.</summary>
public sealed record Sender(long ProjectId, string Project, string ProjectSlug, string Organization, string OrganizationSlug);
