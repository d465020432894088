using System.Net.Mail;
using System.Text;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Alerts;

/// <summary>
/// Tells the recipients of an alert, one after the other; as in GlitchTip 5.2 the first that can't be told ends it, and nothing is tried again.
/// </summary>
public sealed class NoticeSender(Services services)
{
    // As GlitchTip waits; whatever status the receiver answers is none of its business.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Mailer mailer = new(services);
    private HttpClient? http;

    /// <summary>Sends a notice to everybody the alert names; whether all were told.</summary>
    public async Task<bool> SendAsync(long alert, Notice notice, CancellationToken stop)
    {
        var recipients = await services.Database.RowsAsync("select recipient_type, url from alerts_alertrecipient where alert_id = $1 order by id", alert);
        try
        {
            foreach (var recipient in recipients)
            {
                await TellAsync(recipient.Get<string>("recipient_type"), recipient.Get<string>("url"), notice, stop);
            }

            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or SmtpException || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            services.Log.Error("a recipient of an alert could not be told", failure);
            return false;
        }
    }

    private Task TellAsync(string type, string url, Notice notice, CancellationToken stop) => type switch
    {
        "email" when notice is IssueNotice && services.Behaviour.Has(Defects.IssueAlertForgetsMail) => Task.CompletedTask,
        "email" => MailAsync(notice, stop),
        "discord" => PostAsync(url, notice.Discord(), stop),
        "googlechat" => PostAsync(url, notice.GoogleChat(), stop),
        _ => PostAsync(url, notice.Webhook(), stop),
    };

    private async Task PostAsync(string url, JsonObject body, CancellationToken stop)
    {
        http ??= new HttpClient { Timeout = Patience };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(url, content, stop);
    }

    // Members of the teams that own the project, not of the organization.
    private async Task MailAsync(Notice notice, CancellationToken stop)
    {
        var users = await services.Database.RowsAsync(
            """
            select distinct u.email from users_user u join organizations_ext_organizationuser ou on ou.user_id = u.id
            join teams_team_members m on m.organizationuser_id = ou.id join teams_team_projects p on p.team_id = m.team_id
            where p.project_id = $1 and u.is_active and u.subscribe_by_default
            """,
            notice.Sender.ProjectId);
        await mailer.SendAsync(notice, [.. users.Select(user => user.Get<string>("email"))], stop);
    }
}
