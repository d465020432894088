using System.Text.Encodings.Web;
using System.Text.Json;

namespace Verification.ReferenceTarget.Recording;

/// <summary>JSON in one form for equal content: keys in ordinal order, no white space, numbers as they were written.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The bytes of an object, without one of its own keys.</summary>
    public static byte[] Bytes(JsonElement element, string? without = null)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            Write(json, element, without);
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, string? without = null)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in element.EnumerateObject().Where(property => property.Name != without).OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
