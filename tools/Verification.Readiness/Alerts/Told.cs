namespace Verification.Readiness.Alerts;

/// <summary>What recipients of one shape were told about one thing.</summary>
/// <param name="Shape">Whose consumers read it.</param>
/// <param name="Messages">How many messages were about it, or could not be read.</param>
/// <param name="Sound">How many of them say it as they should.</param>
/// <param name="Faults">What is wrong with the others, and that there are too many or too few.</param>
internal sealed record Told(AlertShape Shape, int Messages, int Sound, IReadOnlyList<string> Faults)
{
    /// <summary>The count that is held against the threshold: what is wrong counts as not told, what is too much counts.</summary>
    public int Count(int wanted) => Messages > wanted ? Messages : Sound;

    /// <summary>The worst count of all: too many if anybody was told too often, else too few.</summary>
    public static int Worst(IReadOnlyCollection<Told> all, int wanted) => all.Max(told => told.Count(wanted)) is var most && most > wanted ? most : all.Min(told => told.Count(wanted));

    /// <summary>A shape as people call it.</summary>
    public static string Name(AlertShape shape) => shape switch
    {
        AlertShape.Webhook => "general webhook",
        AlertShape.Discord => "Discord",
        AlertShape.GoogleChat => "Google Chat",
        AlertShape.Mail => "e-mail",
        _ => throw new InvalidOperationException($"Shape {shape} has no name."),
    };

    /// <summary>Shapes in one line.</summary>
    public static string Names(IEnumerable<AlertShape> shapes) => string.Join(", ", shapes.Select(Name));
}
