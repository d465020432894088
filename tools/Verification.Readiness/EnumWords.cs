using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verification.Readiness;

/// <summary>Enum values as exactly one camelCase word.</summary>
/// <remarks>
/// The framework's own converter reads "unknown, fail" as the number 3: an outcome that is neither Fail nor Unknown, and
/// so stood in nobody's way.
/// </remarks>
internal sealed class EnumWords : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Words<>).MakeGenericType(typeToConvert))!;

    private sealed class Words<T> : JsonConverter<T> where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Written = Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        private static readonly Dictionary<string, T> Known = Written.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(reader.TokenType == JsonTokenType.String ? reader.GetString() : null);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Written[value]);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Written[value]);

        private static T Parse(string? word) => word is not null && Known.TryGetValue(word, out T value)
            ? value
            : throw new JsonException($"'{word}' is not one of {string.Join(", ", Known.Keys)}");
    }
}
