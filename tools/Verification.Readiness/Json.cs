using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verification.Readiness;

/// <summary>The one way this project writes and reads JSON: camelCase names and enum words, everything outside plain ASCII escaped.</summary>
public static class Json
{
    /// <summary>For one record per line (evidence, journal, ledger).</summary>
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    /// <summary>For whole documents that people open (verdict, run, manifest).</summary>
    public static JsonSerializerOptions Document { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented)
    {
        // The default encoder escapes <, >, &, control characters and all non-ASCII text: hostile event text stays inert.
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
        {
            WriteIndented = indented,
            // A misspelt or removed field in recorded evidence must not be read as "not there, so fine".
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            // Neither may a second "outcome" replace the first.
            AllowDuplicateProperties = false,
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
        };
        options.Converters.Add(new EnumWords());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
