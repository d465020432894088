using System.IO.Compression;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Maps;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>Uploads in chunks, and the bundles of source maps put together from them, as sentry-cli sends both.</summary>
public static class UploadApi
{
    private const int LargestChunk = 32 * 1024 * 1024;
    private static readonly string[] Scopes = ["project:write", "project:admin", "project:releases"];

    /// <summary>Adds the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        const string organization = "/api/0/organizations/{org}/", chunks = organization + "chunk-upload/";
        routes.Map("GET", chunks, Scopes, DescribeAsync);
        routes.Map("POST", chunks, Scopes, TakeAsync);
        routes.Map("POST", organization + "artifactbundle/assemble/", Scopes, AssembleAsync);
    }

    /// <summary>Removes a script with its map; what another one has the content of stays.</summary>
    public static async Task ForgetAsync(ApiCall call, long bundle)
    {
        var files = await call.Database.ChangeAsync(
            "delete from files_file where id in (select unnest(array[file_id, sourcemap_file_id]) from sourcecode_debugsymbolbundle where id = $1) returning blob_id", bundle);
        var blobs = await call.Database.ChangeAsync(
            "delete from files_fileblob b where id = any($1) and not exists (select from files_file f where f.blob_id = b.id) returning checksum",
            files.Select(file => file.Get<long>("blob_id")).ToArray());
        new Uploads(call.Services.Settings.MediaRoot).Remove(blobs.Select(blob => blob.Get<string>("checksum")));
    }

    private static async Task DescribeAsync(ApiCall call) => await (await call.OrganizationAsync() is null ? call.NotFoundAsync() : call.AnswerAsync(200, new JsonObject
    {
        ["url"] = $"{call.Services.Settings.Domain}/api/0/organizations/{call.Route("org")}/chunk-upload/",
        ["chunkSize"] = LargestChunk,
        ["chunksPerRequest"] = 1,
        ["maxFileSize"] = 2147483648L,
        ["maxRequestSize"] = LargestChunk,
        ["concurrency"] = 1,
        ["hashAlgorithm"] = "sha1",
        ["compression"] = new JsonArray("gzip"),
        ["accept"] = new JsonArray("debug_files", "release_files", "pdbs", "sources", "artifact_bundles"),
    }));

    // The name of the part is the checksum of what is in it; it is trusted, as in GlitchTip.
    private static async Task TakeAsync(ApiCall call)
    {
        if (await call.OrganizationAsync() is null)
        {
            await call.NotFoundAsync();
            return;
        }

        var chunks = Uploads.Chunks(call.Services.Settings.MediaRoot);
        foreach (var part in (await call.Http.Request.ReadFormAsync()).Files)
        {
            if (part.Length > LargestChunk || !Uploads.IsChecksum(part.FileName))
            {
                await call.Http.DetailAsync(400, "Invalid chunk");
                return;
            }

            await using var packed = part.OpenReadStream();
            await using var content = part.Name == "file_gzip" ? new GZipStream(packed, CompressionMode.Decompress) : packed;
            if (await Limited.ReadAsync(content, LargestChunk) is not { } bytes)
            {
                await call.Http.DetailAsync(400, "Invalid chunk");
                return;
            }

            await chunks.KeepAsync(part.FileName, bytes);
        }

        await call.Http.TextAsync(200, "null", HttpAnswers.Json);
    }

    // Nothing is reported back: as in GlitchTip 5.2 what can't be put together is seen by what is missing later.
    private static async Task AssembleAsync(ApiCall call)
    {
        if (await call.OrganizationAsync() is not { } organization)
        {
            await call.NotFoundAsync();
            return;
        }

        if (await call.BodyAsync() is not { } body || await call.RequiredAsync(body, "checksum") is null)
        {
            return;
        }

        try
        {
            using var whole = new MemoryStream();
            var uploads = Uploads.Chunks(call.Services.Settings.MediaRoot);
            foreach (var chunk in (body["chunks"] as JsonArray ?? []).Select(chunk => chunk.AsString()))
            {
                await whole.WriteAsync(Uploads.IsChecksum(chunk) && await uploads.ReadAsync(chunk!) is { } content ? content : throw new InvalidDataException($"chunk {chunk} is missing"));
            }

            whole.Position = 0;
            await KeepAsync(call, organization, body["version"].AsString(), await ArtifactBundle.ReadAsync(whole, call.Route("org"), body["version"].AsString()));
            uploads.Remove((body["chunks"] as JsonArray ?? []).Select(chunk => chunk!.GetValue<string>()));
        }
        catch (InvalidDataException failure)
        {
            call.Services.Log.Error("an uploaded bundle can't be used", failure);
        }

        await call.AnswerAsync(200, new JsonObject { ["state"] = "created", ["missingChunks"] = new JsonArray() });
    }

    private static async Task KeepAsync(ApiCall call, Row organization, string? version, ArtifactBundle bundle)
    {
        var uploads = new Uploads(call.Services.Settings.MediaRoot);
        foreach (var script in bundle.Scripts.Where(script => script.Script.Checksum != script.Map.Checksum))
        {
            foreach (var file in new[] { script.Script, script.Map })
            {
                await uploads.KeepAsync(file.Checksum, file.Content);
            }

            await call.Database.ChangeAsync(
                """
                with blobs as (insert into files_fileblob (checksum, size, blob) values ($1, $2, $3), ($4, $5, $6)
                  on conflict (checksum) do update set size = excluded.size returning id, checksum),
                script as (insert into files_file (name, checksum, size, type, blob_id) select $7, $1, $2, 'release.file', id from blobs where checksum = $1 returning id),
                map as (insert into files_file (name, checksum, size, type, blob_id) select $8, $4, $5, 'release.file', id from blobs where checksum = $4 returning id)
                insert into sourcecode_debugsymbolbundle (debug_id, file_id, sourcemap_file_id, organization_id, release_id)
                select $9, script.id, map.id, $10, (select id from releases_release where organization_id = $10 and version = $11) from script, map
                on conflict do nothing
                """,
                script.Script.Checksum, script.Script.Content.Length, Uploads.NameOf(script.Script.Checksum),
                script.Map.Checksum, script.Map.Content.Length, Uploads.NameOf(script.Map.Checksum),
                script.Script.Name, script.Map.Name, script.DebugId, organization.Get<int>("id"), version ?? "");
        }
    }
}
