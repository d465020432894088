using System.Text.Json.Nodes;
using Npgsql;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Maps;

/// <summary>Puts the places of the sources into the frames of minified scripts, before an event is titled and grouped: never afterwards.</summary>
public sealed class FrameMapper(Database database, Uploads uploads, Behaviour behaviour)
{
    private const int LinesAround = 5;
    private static readonly string[] Platforms = ["javascript", "node"];

    /// <summary>Changes the events of a batch that there are source maps for.</summary>
    public async Task ApplyAsync(IReadOnlyCollection<QueuedEvent> batch)
    {
        var wanted = batch.Where(queued => Platforms.Contains(queued.Payload["platform"].AsString()) && Frames(queued.Payload).Any()).ToList();
        if (wanted.Count == 0 || behaviour.Has(Defects.MapsNotApplied))
        {
            return;
        }

        var bundles = await BundlesAsync(wanted);
        foreach (var queued in bundles.Count == 0 ? [] : wanted)
        {
            foreach (var frame in Frames(queued.Payload).ToList())
            {
                if (bundles.Find(bundle => IsOf(bundle, queued, NameOf(frame)))?.Map is { } map)
                {
                    Apply(frame, map);
                }
            }
        }
    }

    private async Task<List<Bundle>> BundlesAsync(List<QueuedEvent> events)
    {
        try
        {
            var rows = await database.RowsAsync(
                """
                select b.debug_id, b.organization_id, r.version, f.name, f.checksum as script, m.checksum as map from sourcecode_debugsymbolbundle b
                join files_file f on f.id = b.file_id join files_file m on m.id = b.sourcemap_file_id left join releases_release r on r.id = b.release_id
                where b.organization_id = any($3) and (b.debug_id = any($1) or r.version = any($2)) order by b.id desc
                """,
                events.SelectMany(queued => Images(queued.Payload)).Select(image => image.Id).OfType<Guid>().Distinct().ToArray(),
                events.Select(queued => queued.Payload["release"].AsString()).OfType<string>().Distinct().ToArray(),
                events.Select(queued => queued.OrganizationId).Distinct().ToArray());
            var bundles = new List<Bundle>();
            foreach (var row in rows)
            {
                // Where web and worker don't share their uploads there is nothing to read, and frames stay as they are.
                var (script, map) = (await uploads.ReadAsync(row.Get<string>("script")), await uploads.ReadAsync(row.Get<string>("map")));
                bundles.Add(new Bundle(
                    row.Find<Guid?>("debug_id"), row.Get<int>("organization_id"), row.Find<string>("version"), row.Get<string>("name"),
                    script is null || map is null ? null : SourceMap.Read(script, map)));
            }

            return bundles;
        }
        catch (NpgsqlException)
        {
            // Who stores the batch waits for the database; the events must not wait twice.
            return [];
        }
    }

    private static bool IsOf(Bundle bundle, QueuedEvent queued, string file) => bundle.Organization == queued.OrganizationId
        && (Images(queued.Payload).Any(image => image.Id is not null && image.Id == bundle.DebugId && image.File == file)
            || (bundle.Name == file && bundle.Release is not null && bundle.Release == queued.Payload["release"].AsString()));

    private void Apply(JsonObject frame, SourceMap map)
    {
        if (map.Find(Number(frame, "lineno"), Number(frame, "colno"), frame["function"].AsString()) is not { } place)
        {
            return;
        }

        var line = place.Line + (behaviour.Has(Defects.MapsOffByOne) ? 1 : 0);
        (frame["filename"], frame["lineno"], frame["colno"]) = (place.File, (long)line, (long)place.Column);
        if (place.File.Split('/')[..^1].Where(folder => folder is not ("" or "." or "..")).ToArray() is { Length: > 0 } folders)
        {
            frame["module"] = string.Join('/', folders);
        }

        frame["function"] = place.Name ?? frame["function"].AsString();
        if (place.Text is { } text && line >= 1 && line <= text.Count)
        {
            frame["context_line"] = text[line - 1];
            frame["pre_context"] = Lines(text.Take(line - 1).TakeLast(LinesAround));
            frame["post_context"] = Lines(text.Skip(line).Take(LinesAround));
        }
    }

    private static JsonArray Lines(IEnumerable<string> lines) => new([.. lines.Select(line => (JsonNode)line)]);

    private static IEnumerable<JsonObject> Frames(JsonObject payload) => (payload["exception"]?["values"] as JsonArray ?? [])
        .SelectMany(value => value?["stacktrace"]?["frames"] as JsonArray ?? []).OfType<JsonObject>().Where(frame => Number(frame, "lineno") > 0 && Number(frame, "colno") > 0);

    private static IEnumerable<(Guid? Id, string File)> Images(JsonObject payload) => (payload["debug_meta"]?["images"] as JsonArray ?? []).OfType<JsonObject>()
        .Select(image => (Guid.TryParse(image["debug_id"].AsString(), out var id) ? id : (Guid?)null, BaseName(image["code_file"].AsString() ?? "")));

    private static int Number(JsonObject frame, string key) => frame[key] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;

    private static string NameOf(JsonObject frame) => BaseName(frame["abs_path"].AsString() ?? frame["filename"].AsString() ?? "");

    private static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];

    private sealed record Bundle(Guid? DebugId, int Organization, string? Release, string Name, SourceMap? Map);
}
