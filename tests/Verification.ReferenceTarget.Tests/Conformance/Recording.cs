namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>What a real GlitchTip 5.2 answered; see recordings/README.md.</summary>
public static class Recording
{
    public static JsonNode Load(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "recordings", $"{name}.json")))!;
}
