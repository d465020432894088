namespace Verification.ReferenceTarget.Events;

/// <summary>A field of an event has a type that GlitchTip does not accept.</summary>
public sealed class MalformedFieldException(string field)
    : Exception($"The field {field} has a type that can't be stored.")
{
    /// <summary>The field's name as the sender wrote it.</summary>
    public string Field { get; } = field;
}
