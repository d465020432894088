using Verification.Acceptance.Sdk.Fields;

namespace Verification.Acceptance.Sdk;

/// <summary>Tags are stored with their exact values.</summary>
public sealed class TagsAreIntact(AcceptanceRun run) : FieldCheck(run, FieldGroup.Tags);
