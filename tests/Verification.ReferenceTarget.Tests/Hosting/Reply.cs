namespace Verification.ReferenceTarget.Tests.Hosting;

/// <summary>An answer of the target, read to its end.</summary>
public sealed record Reply(int Status, string? ContentType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode? Json => Text.Length > 0 ? JsonNode.Parse(Text) : null;

    public static async Task<Reply> OfAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join("\n", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply(
            (int)response.StatusCode, headers.GetValueOrDefault("Content-Type"), await response.Content.ReadAsStringAsync(), headers);
    }
}
