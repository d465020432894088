using Verification.Acceptance.Sdk.Fields;

namespace Verification.Acceptance.Sdk;

/// <summary>Breadcrumbs are stored as sent, in order.</summary>
public sealed class BreadcrumbsKeepOrder(AcceptanceRun run) : FieldCheck(run, FieldGroup.Breadcrumbs);
