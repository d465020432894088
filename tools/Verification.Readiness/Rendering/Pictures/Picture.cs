namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Anything that is drawn, before any format.</summary>
/// <param name="Id">Ours, unique in the report.</param>
/// <param name="Subject">What it shows, in our own words.</param>
/// <param name="Of">What it is a picture of: foreign text.</param>
/// <param name="Caption">One sentence saying what to see.</param>
public abstract record Picture(string Id, string Subject, string Of, string Caption)
{
    /// <summary>Its title, for those who do not see it.</summary>
    public string Title => $"{Subject}: {Of}";
}
