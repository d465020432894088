namespace Verification.Audit;

/// <summary>It is there but can't be read or may not be: outside the folder, no permission, too large, not text.</summary>
/// <param name="Reason">One clause that completes "NAME was not read: ...".</param>
public sealed record FileUnread(string Reason) : FileRead;
