using System.Text.RegularExpressions;

namespace Verification.Readiness.Alerts;

/// <summary>E-mail as people read it: a subject, and in the text links to what it tells of.</summary>
internal static partial class MailShape
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="AlertShapeException">It has no subject, or nothing to read.</exception>
    public static AlertMessage Read(MailText mail)
    {
        if (mail.Subject.Length == 0 || mail.Text.Length == 0)
        {
            throw new AlertShapeException(mail.Subject.Length == 0 ? "it has no subject" : "it has no text");
        }

        Uri[] links = [.. Links().Matches(mail.Text).Select(match => ShapeReader.ToAddress(match.Value, "link")).Distinct()];
        return new(mail.Subject, links.Length == 0 ? [new(mail.Subject, null, mail.Text, null)] : [.. links.Select(link => new AlertItem(mail.Subject, link, mail.Text, null))]);
    }

    // Only what leads to an issue or a monitor: there are others to settings and to the start page.
    [GeneratedRegex(@"https?://[^\s""'<>]+/(issues|uptime-monitors)/\d+")]
    private static partial Regex Links();
}
