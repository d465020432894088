namespace Verification.Endurance;

/// <summary>Fills the reference target's tables with events of 2 to 4 KB: a stack trace per issue, breadcrumbs, a request and what differs from event to event.</summary>
internal static class BackupCommandFill
{
    // One issue in a hundred events, as in a project with recurring errors.
    private const int EventsPerIssue = 100;

    // Received over the days that have partitions from the first migration on: today and the seven that follow.
    private const int Seconds = 600_000;

    /// <summary>Adds what is missing to that number of events; running it again for a larger number adds the difference.</summary>
    public static string Sql(int events) =>
        $"""
        INSERT INTO organizations_ext_organization (id, name, slug) VALUES (1, 'Growth', 'growth') ON CONFLICT DO NOTHING;
        INSERT INTO projects_project (id, slug, name, organization_id) VALUES (1, 'growth', 'growth', 1) ON CONFLICT DO NOTHING;
        INSERT INTO issue_events_issue (id, level, title, type, short_id, search_vector, count, first_seen, last_seen, project_id)
          SELECT n, 40, 'TypeError: ' || md5(n::text), 1, n, to_tsvector('english', 'TypeError ' || md5(n::text)), {EventsPerIssue}, now(), now(), 1
          FROM generate_series((SELECT coalesce(max(id), 0) + 1 FROM issue_events_issue), {(events + EventsPerIssue - 1) / EventsPerIssue}) n;
        INSERT INTO issue_events_issuehash (value, issue_id, project_id)
          SELECT md5('hash ' || id)::uuid, id, 1 FROM issue_events_issue i WHERE NOT EXISTS (SELECT FROM issue_events_issuehash h WHERE h.issue_id = i.id);
        CREATE TEMPORARY TABLE bodies AS SELECT body, {Trace} AS data FROM generate_series(0, 499) body;
        INSERT INTO issue_events_issueevent (id, type, timestamp, received, title, transaction, level, data, tags, issue_id, hashes)
          SELECT md5(n::text)::uuid, 1, d.day + (n % {Seconds}) * interval '1 second', d.day + (n % {Seconds}) * interval '1 second', 'TypeError: ' || md5((n % i.issues + 1)::text), '/checkout/' || n % 50, 40,
            b.data || jsonb_build_object('user', jsonb_build_object('id', md5('user' || n % 5000), 'ip_address', '192.0.2.' || n % 250), 'extra', jsonb_build_object('order', md5('order' || n), 'trace', md5('trace' || n) || md5('span' || n))),
            jsonb_build_object('browser', 'Firefox ' || n % 40, 'release', 'shop@' || n % 20, 'server_name', 'web-' || n % 8), n % i.issues + 1, ARRAY[md5('hash ' || (n % i.issues + 1))]
          FROM (SELECT date_trunc('day', now(), 'UTC') AS day, count(*) AS stored FROM issue_events_issueevent) d
          CROSS JOIN LATERAL generate_series(d.stored + 1, {events}) n CROSS JOIN (SELECT count(*) AS issues FROM issue_events_issue) i JOIN bodies b ON b.body = n % 500;
        SELECT setval('issue_events_issue_id_seq', (SELECT max(id) FROM issue_events_issue)), setval('organizations_ext_organization_id_seq', 1), setval('projects_project_id_seq', 1)
        """;

    private const string Trace =
        """
        jsonb_build_object('platform', 'node', 'environment', 'production',
          'exception', (SELECT jsonb_agg(jsonb_build_object('filename', '/srv/shop/src/' || md5(body || 'f' || f) || '.js', 'function', 'handle' || left(md5(body || 'g' || f), 8), 'lineno', f * 37 + body,
            'context_line', 'const total = ' || md5(body || 'c' || f) || ';', 'in_app', f % 2 = 0)) FROM generate_series(1, 8) f),
          'breadcrumbs', (SELECT jsonb_agg(jsonb_build_object('category', 'http', 'level', 'info', 'message', 'GET /api/' || md5(body || 'b' || b))) FROM generate_series(1, 10) b),
          'request', jsonb_build_object('url', 'https://shop.example.test/checkout', 'method', 'POST', 'headers', jsonb_build_object('accept', 'application/json', 'user-agent', 'Mozilla/5.0 ' || md5(body::text))))
        """;
}
