using Verification.Acceptance.Sdk.Fields;

namespace Verification.Acceptance.Sdk;

/// <summary>The affected user is stored as sent.</summary>
public sealed class UserIsPreserved(AcceptanceRun run) : FieldCheck(run, FieldGroup.User);
