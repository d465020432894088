using Verification.Acceptance.Cutover;
using Verification.Readiness;

namespace Verification.Acceptance.Tests.Cutover;

/// <summary>One thing that is different on the whole way, and what the check named has to say of it.</summary>
internal sealed record DrillCase(string Check, string What, Func<MainRun> Run, Outcome Outcome, string Reason);
