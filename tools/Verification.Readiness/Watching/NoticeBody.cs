using System.Text.Json;
using Verification.Readiness.Rendering;

namespace Verification.Readiness.Watching;

/// <summary>Whose form a message takes.</summary>
public enum NoticeShape
{
    /// <summary>Fields for a program.</summary>
    Generic,

    /// <summary>As Telegram's sendMessage takes it; the chat stands in the address.</summary>
    Telegram,

    /// <summary>As Slack's incoming webhooks, and what imitates them, take it.</summary>
    Slack,
}

/// <summary>Makes messages: a trigger, a recovery, a milestone. Their text may hold what a target said, so it is inert in each shape.</summary>
public static class NoticeBody
{
    // Telegram takes 4,096 characters.
    private const int Longest = 3000;

    /// <summary>The message in one line, as a command gets it on its standard input.</summary>
    public static string Text(WatchState state, WatchObservation about) =>
        TextClip.Of(Inert.Terminal($"{Headline(about)} · {state.Header.Address} · watch {state.Header.WatchId} · {Numbers.Moment(about.At)}: {about.Reason}"), Longest);

    /// <summary>The message as JSON.</summary>
    public static string Json(NoticeShape shape, WatchState state, WatchObservation about)
    {
        string text = Text(state, about);
        return shape switch
        {
            NoticeShape.Generic => JsonSerializer.Serialize(
                new
                {
                    kind = about.Kind, trigger = about.Trigger, watch = state.Header.WatchId, address = state.Header.Address, at = about.At, text,
                    active = state.Triggers.Active, sequence = about.Sequence,
                },
                Readiness.Json.Line),
            // Without parse_mode nothing in it is markup.
            NoticeShape.Telegram => JsonSerializer.Serialize(new { text, disable_web_page_preview = true }, Readiness.Json.Line),
            // These three are what Slack makes links and mentions of.
            NoticeShape.Slack => JsonSerializer.Serialize(
                new { text = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal), mrkdwn = false },
                Readiness.Json.Line),
            _ => throw new InvalidOperationException($"There is no message of shape {shape}."),
        };
    }

    private static string Headline(WatchObservation about) => about.Kind switch
    {
        WatchKind.Trigger => $"TRIGGER {about.Trigger}: consider the way back",
        WatchKind.Recovery => $"RECOVERED {about.Trigger}",
        WatchKind.Milestone => "MILESTONE",
        _ => about.Kind.ToString(),
    };
}
