namespace Verification.Readiness;

/// <summary>Something the user gave can't be used; the message is one sentence saying what, why and what to do (exit code 64).</summary>
public sealed class InputException(string message, Exception? inner = null) : Exception(message, inner);
