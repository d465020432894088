using Verification.Acceptance.Sdk.Fields;

namespace Verification.Acceptance.Sdk;

/// <summary>Mechanism and every frame are stored as sent, with their source lines.</summary>
public sealed class StackTracesAreIntact(AcceptanceRun run) : FieldCheck(run, FieldGroup.Stack);
