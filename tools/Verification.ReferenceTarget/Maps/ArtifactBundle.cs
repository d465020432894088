using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Maps;

/// <summary>A file of a bundle.</summary>
public sealed record BundledFile(string Name, byte[] Content)
{
    /// <summary>SHA-1, as 40 hexadecimal digits.</summary>
#pragma warning disable CA5350 // The upload protocol names files by it; nothing is protected with it.
    public string Checksum { get; } = Convert.ToHexStringLower(SHA1.HashData(Content));
#pragma warning restore CA5350
}

/// <summary>A minified script and its source map.</summary>
public sealed record MappedScript(BundledFile Script, BundledFile Map, Guid? DebugId);

/// <summary>What sentry-cli uploads: an archive with a manifest. A script is of use only with its map in the same bundle.</summary>
public sealed record ArtifactBundle(IReadOnlyList<MappedScript> Scripts)
{
    private const int LargestFile = 64 * 1024 * 1024;

    /// <summary>Reads an archive.</summary>
    /// <exception cref="InvalidDataException">It is none, or of another organization or release.</exception>
    public static async Task<ArtifactBundle> ReadAsync(Stream archive, string organization, string? release)
    {
        using var zip = await OpenAsync(archive);
        var manifest = await ManifestAsync(zip);
        if (manifest["org"].AsString() != organization || (release is not null && manifest["release"].AsString() != release))
        {
            throw new InvalidDataException("its manifest is of another organization or release");
        }

        var entries = (manifest["files"] as JsonObject ?? []).Where(entry => entry.Value is JsonObject).Select(entry => (Path: entry.Key, About: (JsonObject)entry.Value!)).ToList();
        var maps = entries.Where(entry => entry.About["type"].AsString() == "source_map").ToList();
        var scripts = new List<MappedScript>();
        foreach (var (path, about) in entries.Where(entry => entry.About["type"].AsString() == "minified_source"))
        {
            var wanted = Header(about, "sourcemap");
            var id = Header(about, "debug-id");
            var map = maps.Find(candidate => (id is not null && Header(candidate.About, "debug-id") == id) || (wanted is not null && NameOf(candidate.Path) == NameOf(wanted)));
            if (map.Path is not null)
            {
                scripts.Add(new MappedScript(await FileAsync(zip, path), await FileAsync(zip, map.Path), Guid.TryParse(id, out var debugId) ? debugId : null));
            }
        }

        return new ArtifactBundle(scripts);
    }

    // The archive may follow a header of its own, which readers of archives skip by themselves.
    private static async Task<ZipArchive> OpenAsync(Stream archive) => await ZipArchive.CreateAsync(archive, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null);

    private static async Task<JsonObject> ManifestAsync(ZipArchive zip)
    {
        var (ok, node) = Json.TryParse((await FileAsync(zip, "manifest.json")).Content);
        return ok && node is JsonObject manifest ? manifest : throw new InvalidDataException("its manifest is no JSON object");
    }

    private static async Task<BundledFile> FileAsync(ZipArchive zip, string path)
    {
        var entry = zip.GetEntry(path) ?? throw new InvalidDataException($"it has no {path}");
        await using var stream = await entry.OpenAsync();
        return new BundledFile(NameOf(path), await Limited.ReadAsync(stream, LargestFile) ?? throw new InvalidDataException($"{path} is too large"));
    }

    private static string? Header(JsonObject about, string name) =>
        (about["headers"] as JsonObject)?.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value.AsString();

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
