using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>Contexts: those GlitchTip knows by type lose keys it does not know, all others come back whole (recordings 04, 24).</summary>
public static class ContextSchema
{
    private static readonly Dictionary<string, string[]> KnownKeys = new(StringComparer.Ordinal)
    {
        ["app"] = Split("app_start_time device_app_hash build_type app_identifier app_name app_version app_build app_memory in_foreground"),
        ["browser"] = Split("name version"),
        ["culture"] = Split("calendar display_name locale is_24_hour_format timezone"),
        ["device"] = Split(
            "name family model model_id arch battery_level orientation manufacturer brand screen_resolution screen_height_pixels "
            + "screen_width_pixels screen_density screen_dpi online charging low_memory simulator memory_size free_memory usable_memory "
            + "storage_size free_storage external_storage_size external_free_storage boot_time timezone language processor_count "
            + "cpu_description processor_frequency device_type battery_status device_unique_identifier supports_vibration "
            + "supports_accelerometer supports_gyroscope supports_audio supports_location_service"),
        ["gpu"] = Split(
            "name version id vendor_id vendor_name memory_size api_type multi_threaded_rendering npot_support max_texture_size "
            + "graphics_shader_level supports_draw_call_instancing supports_ray_tracing supports_compute_shaders supports_geometry_shaders"),
        ["os"] = Split("name version build kernel_version rooted theme raw_description"),
        ["replay"] = Split("replay_id"),
        ["response"] = Split("status_code"),
        ["runtime"] = Split("name version raw_description"),
        ["state"] = Split("state"),
        ["trace"] = Split(
            "trace_id span_id parent_span_id op status exclusive_time client_sample_rate tags dynamic_sampling_context origin"),
    };

    private static readonly Dictionary<string, string[]> RequiredKeys = new(StringComparer.Ordinal)
    {
        ["browser"] = ["name"], ["gpu"] = ["name"], ["os"] = ["name"], ["replay"] = ["replay_id"],
        ["response"] = ["status_code"], ["state"] = ["state"], ["trace"] = ["trace_id", "span_id"],
    };

    /// <summary>Whether GlitchTip has a type for contexts of this name.</summary>
    public static bool IsKnown(string name) => name == "cloud_resource" || KnownKeys.ContainsKey(name);

    /// <summary>Reads the contexts of an event.</summary>
    public static JsonObject Normalise(JsonNode node, string field)
    {
        var sent = EventSchema.Map(node, field);

        // A single context that is not an object keeps GlitchTip from adding types at all (recording 24, "cloud").
        var addTypes = sent.All(context => context.Value is JsonObject);
        return new JsonObject(sent.Select(context =>
            KeyValuePair.Create(context.Key, One(context.Key, context.Value?.DeepClone(), addTypes))));
    }

    private static JsonNode? One(string name, JsonNode? node, bool addType)
    {
        if (node is not JsonObject context)
        {
            return node;
        }

        if (addType && IsKnown(name) && !context.ContainsKey("type"))
        {
            context["type"] = name;
        }

        var type = context["type"].AsString();
        return type is not null && KnownKeys.TryGetValue(type, out var keys) && HasRequired(context, type)
            ? Json.Only(context, [.. keys, "type"])
            : context;
    }

    private static bool HasRequired(JsonObject context, string type) =>
        !RequiredKeys.TryGetValue(type, out var required) || required.All(key => context[key] is not null);

    private static string[] Split(string names) => names.Split(' ');
}
