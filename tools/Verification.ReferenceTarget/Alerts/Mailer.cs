using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Verification.ReferenceTarget.Alerts;

/// <summary>Sends e-mail to the server that <c>EMAIL_URL</c> names; without one it is only logged that there was some.</summary>
public sealed class Mailer(Services services)
{
    /// <summary>Sends one message, as text and as HTML; without a recipient there is none to send.</summary>
    public async Task SendAsync(Notice notice, IReadOnlyList<string> to, CancellationToken stop)
    {
        if (to.Count == 0)
        {
            return;
        }

        if (services.Settings.MailServer is not { } server)
        {
            // Of a user's event not even the subject.
            services.Log.Line($"a message to {to.Count} recipients, and no mail server to send it by");
            return;
        }

        var (subject, text) = notice.Mail();
        using var message = new MailMessage { From = new MailAddress(services.Settings.MailSender), Subject = subject.ReplaceLineEndings(" "), SubjectEncoding = Encoding.UTF8 };
        to.ToList().ForEach(message.To.Add);
        foreach (var (name, value) in Headers(notice.Sender, new Uri(services.Settings.Domain).Host))
        {
            message.Headers.Add(name, value);
        }

        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(Html(text), Encoding.UTF8, MediaTypeNames.Text.Html));
        using var client = new SmtpClient(server.Host, server.Port);
        await client.SendMailAsync(message, stop);
    }

    private static IEnumerable<(string Name, string Value)> Headers(Sender sender, string host) =>
    [
        ("Auto-Submitted", "auto-generated"), ("X-Mailer", "GlitchTip"), ("List-Id", $"<{sender.ProjectSlug}.{sender.OrganizationSlug}.{host}>"),
        ("X-GlitchTip-Organization", sender.Organization), ("X-GlitchTip-Project", sender.Project),
    ];

    private static string Html(string text) => $"<html><body><p>{System.Net.WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p></body></html>";
}
