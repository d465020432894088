namespace Verification.Cli;

/// <summary>The harness can't go on, for a reason that is known: one sentence that says what, why and what to do (exit 70).</summary>
internal sealed class HarnessException(string message, Exception? inner = null) : Exception(message, inner);
