namespace Verification.Audit.Compose.Shapes;

/// <summary>A form that text has to have.</summary>
/// <param name="Name">What it is, with an example.</param>
/// <param name="Fits">Whether a text has it.</param>
internal sealed record TextForm(string Name, Func<string, bool> Fits)
{
    /// <summary>A duration.</summary>
    public static TextForm Duration { get; } = new("a duration such as 1m30s", text => Durations.Seconds(text) is not null);

    /// <summary>A size.</summary>
    public static TextForm Size { get; } = new("a size such as 256M", text => Sizes.Bytes(text) is not null);
}
