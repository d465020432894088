using Verification.Load.Driving;
using Verification.Load.Engine;
using Verification.Load.Events;
using Verification.Load.Plans;

namespace Verification.Load.Tests.Support;

/// <summary>Drives of the engine in this process.</summary>
internal static class Drives
{
    public static (DriveResult Result, EventOutcome[] Outcomes) Drive(LoadPlan plan, string url, Func<EngineSetup, EngineSetup>? with = null)
    {
        EngineSetup setup = new(plan, new EventSource(Given.Request(plan, url)), Addresses.Of(url), 20_000) { Stop = TestContext.Current.CancellationToken };
        return Driver.Drive(with is null ? setup : with(setup), null);
    }
}
