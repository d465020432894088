namespace Verification.Audit;

/// <summary>Its text, without byte order mark, line ends as they are.</summary>
public sealed record FileText(string Text) : FileRead;
