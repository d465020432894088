using Verification.Acceptance.Sdk.Fields;

namespace Verification.Acceptance.Sdk;

/// <summary>Title, exception, release, environment, server name, time, platform and SDK are stored as sent.</summary>
public sealed class EventFieldsAreIntact(AcceptanceRun run) : FieldCheck(run, FieldGroup.Event);
