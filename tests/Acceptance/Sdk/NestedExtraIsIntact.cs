using Verification.Acceptance.Sdk.Fields;

namespace Verification.Acceptance.Sdk;

/// <summary>Extra data are stored as sent at every depth.</summary>
public sealed class NestedExtraIsIntact(AcceptanceRun run) : FieldCheck(run, FieldGroup.Extra);
