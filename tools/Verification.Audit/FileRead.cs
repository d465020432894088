namespace Verification.Audit;

/// <summary>What came of reading a file.</summary>
public abstract record FileRead;
