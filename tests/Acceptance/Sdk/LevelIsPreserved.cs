using Verification.Acceptance.Sdk.Fields;

namespace Verification.Acceptance.Sdk;

/// <summary>The level is stored as sent.</summary>
public sealed class LevelIsPreserved(AcceptanceRun run) : FieldCheck(run, FieldGroup.Level);
