namespace Verification.Audit;

/// <summary>There is no such file.</summary>
public sealed record FileMissing : FileRead;
