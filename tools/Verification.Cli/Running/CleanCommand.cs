using Verification.Fixtures;
using Verification.Fixtures.Api;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Running;

/// <summary>`run --target attached --clean`: removes what runs that were killed left behind.</summary>
internal static class CleanCommand
{
    /// <summary>Removes the projects of every run of ours, after telling which; returns 0 when none is left.</summary>
    /// <exception cref="InputException">It was not asked of an attached target, or nobody agreed.</exception>
    public static async Task<int> RunAsync(RunSettings settings)
    {
        if (!settings.Target.Equals("attached", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException("--clean removes what runs left at an attached target: add --target attached. The other targets clean up by themselves.");
        }

        AttachedSettings attached = AttachedSettings.Read(Environment.GetEnvironmentVariable);
        Tenant tenant = await AttachedTenant.OpenAsync(attached, "", _ => { }, CancellationToken.None);
        using GlitchTipApi api = tenant.Api;
        try
        {
            IReadOnlyList<LeftThing> left = await AttachedTenant.LeftAsync(tenant, null, CancellationToken.None);
            Screen.Standard.Text(left.Count == 0
                ? $"Nothing of ours is left in {Inert.Terminal($"{tenant.Organization} at {attached.BaseUrl.Authority}")}.\n"
                : $"Left in {Inert.Terminal($"{tenant.Organization} at {attached.BaseUrl.Authority}")} by earlier runs (a run that still goes on would lose its own):\n{string.Concat(left.Select(thing => $"  - {Inert.Terminal($"{thing.Kind} {thing.Name}")}\n"))}");
            if (left.Count > 0)
            {
                AttachedConsent.Obtain(settings.AcceptWrites, Console.IsInputRedirected ? null : Console.ReadLine, Screen.Standard);
                await AttachedTenant.RemoveAsync(tenant, left, CancellationToken.None);
                Screen.Standard.Text($"Removed {left.Count}.\n");
            }

            return ExitCodes.GoOrPassed;
        }
        catch (Exception error) when (error is ApiException or TimeoutException or HttpRequestException)
        {
            throw new HarnessException($"Cleaning up failed: {error.Message}");
        }
    }
}
