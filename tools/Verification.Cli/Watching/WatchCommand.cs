using Verification.Cli.Running;
using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Watching;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Rendering;
using Verification.Readiness.Rendering.WatchReport;
using Verification.Readiness.Verdicts;
using Verification.Readiness.Watching;

namespace Verification.Cli.Watching;

/// <summary>`watch`: watches a deployment, tells what it sees, and says at the end how the success criteria of phase 3 stand.</summary>
internal static class WatchCommand
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Watches and returns the exit code of the contract.</summary>
    public static async Task<int> RunAsync(WatchSettings settings)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        string path = Path.GetFullPath(settings.Out ?? Path.Combine(layout.Artifacts, "watch"));
        if (settings.InstallHelp)
        {
            Screen.Standard.Text(InstallHelp.Text(layout.Root, path, settings));
            return ExitCodes.GoOrPassed;
        }

        using Interruption interruption = new();
        AttachedSettings attached = AttachedSettings.Read(Environment.GetEnvironmentVariable);
        SecretVault vault = new();
        vault.Add(attached.Secrets);
        try
        {
            return settings.Clean ? await CleanAsync(path, attached, vault, interruption.Requested) : await WatchAsync(settings, path, attached, vault, layout, interruption);
        }
        catch (WatchFolderException error)
        {
            throw new HarnessException(error.Message, error);
        }
    }

    private static async Task<int> WatchAsync(WatchSettings settings, string path, AttachedSettings attached, SecretVault vault, RepositoryLayout layout, Interruption interruption)
    {
        (INotifier? notifier, IDisposable? webhook) = Notifier(settings, vault);
        using IDisposable? posts = webhook;
        using WatchFolder folder = WatchFolder.Open(path, vault);
        bool goesOn = folder.State.HasStarted;
        string watchId = goesOn ? folder.State.Header.WatchId : RunRequest.NewRunId(Time);
        if (goesOn)
        {
            RejectAnother(folder.State, settings.Plan, attached, path);
        }
        else
        {
            WatchConsent.Obtain(settings.AcceptWrites, attached, watchId, settings.Plan, Screen.Standard);
        }

        // A watch that goes on may find its target down: that is something to see, not a reason to give up.
        using WatchedDeployment target = new(attached, watchId, secret => vault.Add(secret), standIn: goesOn ? folder.State.Header.StandIn : null);
        if (!goesOn)
        {
            await target.OpenAsync(interruption.Requested);
        }

        if (!folder.State.IsComplete)
        {
            WatchHeader header = Header(settings.Plan, attached, watchId, target.IsStandIn, notifier is not null);
            WatchScreen screen = new(Screen.Standard, Time);
            screen.Begin(header, path);
            await new WatchLoop(folder, target, notifier, Time, screen.Tell).RunAsync(header, () => interruption.By, interruption.Requested);
        }

        // Read now and not at the begin: its two hundred files would fill the memory of a process that waits for two days.
        return await EndAsync(folder, attached, vault, CatalogueFolder.Read(layout));
    }

    private static async Task<int> EndAsync(WatchFolder folder, AttachedSettings attached, SecretVault vault, Catalogue catalogue)
    {
        WatchVerdict verdict = WatchVerdict.Of(folder.State, catalogue, Time.GetUtcNow());
        folder.Write("report.md", WatchDocument.Markdown(folder.State, verdict));
        folder.Write("report.html", WatchDocument.Html(folder.State, verdict));
        if (folder.State.IsComplete)
        {
            await SayAsync(async () => await AttachedWatch.CleanAsync(attached, folder.State.Header.WatchId, secret => vault.Add(secret), CancellationToken.None));
        }

        Screen.Standard.Text(vault.Redact(WatchDocument.Terminal(folder.State, verdict)));
        return verdict.ExitCode;
    }

    // What can't be removed is said, and changes no verdict.
    private static async Task SayAsync(Func<Task> clean)
    {
        try
        {
            await clean();
        }
        catch (Exception error) when (error is InputException or HttpRequestException or TimeoutException or Fixtures.Api.ApiException or TaskCanceledException)
        {
            Console.Error.WriteLine(Inert.Terminal($"The watch's project could not be removed ({error.Message.TrimEnd('.')}); remove it with: ./run-suite.sh watch --clean and the same --out."));
        }
    }

    private static async Task<int> CleanAsync(string path, AttachedSettings attached, SecretVault vault, CancellationToken ct)
    {
        WatchState state = WatchFolder.Read(path) ?? throw new InputException($"{path} holds no watch; name its folder with --out.");
        bool removed = await AttachedWatch.CleanAsync(attached, state.Header.WatchId, secret => vault.Add(secret), ct);
        Screen.Standard.Text(removed ? $"The project of watch {state.Header.WatchId} is removed.\n" : $"Watch {state.Header.WatchId} left nothing to remove.\n");
        return ExitCodes.GoOrPassed;
    }

    private static void RejectAnother(WatchState state, WatchPlan plan, AttachedSettings attached, string path)
    {
        if (state.Header.Plan != plan)
        {
            WatchPlan own = state.Header.Plan;
            throw new InputException($"{path} holds a watch that was begun with --for {own.For:c} --check-every {own.CheckEvery:c} --canary-every {own.CanaryEvery:c}; give these again to go on with it, or another folder with --out.");
        }

        if (state.Header.Address != Address(attached))
        {
            throw new InputException($"{path} holds a watch of {state.Header.Address}, and VERIFICATION_URL is {Address(attached)}; choose another folder with --out.");
        }
    }

    private static WatchHeader Header(WatchPlan plan, AttachedSettings attached, string watchId, bool standIn, bool notifies) => new()
    {
        SchemaVersion = WatchHeader.CurrentSchema, WatchId = watchId, Address = Address(attached), StandIn = standIn, Plan = plan, Services = attached.Services, ServicesSince = attached.CutoverAt, Notifies = notifies,
    };

    private static string Address(AttachedSettings attached) => attached.BaseUrl.GetLeftPart(UriPartial.Authority);

    private static (INotifier? Notifier, IDisposable? Webhook) Notifier(WatchSettings settings, SecretVault vault)
    {
        WebhookNotifier? webhook = Environment.GetEnvironmentVariable(WebhookNotifier.Variable) is { Length: > 0 } url ? new(url, settings.NotifyShape, vault) : null;
        List<INotifier> all = [.. new INotifier?[] { webhook, settings.NotifyCommand is string command ? new CommandNotifier(command, vault) : null }.OfType<INotifier>()];
        return (all.Count switch { 0 => null, 1 => all[0], _ => new Notifiers(all) }, webhook);
    }
}
