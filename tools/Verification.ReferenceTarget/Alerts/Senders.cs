using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Alerts;

/// <summary>The rows of alerts, with the project and the organization that they speak for.</summary>
internal static class Senders
{
    /// <summary>Columns of a project and its organization, from project <c>p</c> and organization <c>o</c>.</summary>
    public const string Columns = "p.id as project_id, p.name as project_name, p.slug as project_slug, o.name as org_name, o.slug as org_slug";

    /// <summary>The sender of a row with these columns.</summary>
    public static Sender Of(Row row) => new(
        row.Get<long>("project_id"), row.Get<string>("project_name"), row.Get<string>("project_slug"), row.Get<string>("org_name"), row.Get<string>("org_slug"));
}
