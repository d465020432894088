using Verification.Cli.Running;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Watching;
using Verification.Readiness;
using Verification.Readiness.Rendering;
using Verification.Readiness.Watching;

namespace Verification.Cli.Watching;

/// <summary>Says what a watch writes into a deployment that others work with, and has it agreed to before the first of it.</summary>
internal static class WatchConsent
{
    /// <summary>Prints the write set; asks at a terminal, and elsewhere needs --accept-writes.</summary>
    /// <exception cref="InputException">Nobody agreed.</exception>
    public static void Obtain(bool accepted, AttachedSettings attached, string watchId, WatchPlan plan, Screen screen)
    {
        int events = new WatchSchedule(plan, DateTimeOffset.UnixEpoch).Count(WatchKind.Canary);
        screen.Text($"""
            This watch writes into {Inert.Terminal(attached.BaseUrl.Authority)}, and nothing else:
              - one project named {Inert.Terminal(AttachedWatch.ProjectOf(watchId))}, removed at the end with all that is in it (before that: watch --clean)
              - {events} test events into it

            """);
        AttachedConsent.Obtain(accepted, Console.IsInputRedirected ? null : Console.ReadLine, screen);
    }
}
