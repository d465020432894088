using Verification.Cli.Commands;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Running;

/// <summary>`run`: starts the acceptance suite against a target, tells what it does, and turns its evidence into a verdict.</summary>
internal static class RunCommand
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Runs and returns the exit code of the contract.</summary>
    public static async Task<int> RunAsync(RunSettings settings)
    {
        if (settings.Clean)
        {
            return await CleanCommand.RunAsync(settings);
        }

        using Interruption interruption = new();
        using CancellationTokenSource deadline = new(settings.Timeout ?? Timeout.InfiniteTimeSpan);
        Progress progress = new(Screen.Standard, Time);
        RepositoryLayout layout = RepositoryLayout.Find();
        string suite = layout.Program("tests", "Acceptance", "Verification.Acceptance");
        Catalogue catalogue = CatalogueFolder.Read(layout);
        Requests.RejectUnknownAreas(settings.Areas, catalogue);
        Requests.RejectUnusableDeployment(settings, layout);
        Requests.RejectUnusableLoadPlans(settings, layout);
        TargetChoice choice = await progress.WhileAsync("look around", "PostgreSQL, Redis, Node and Docker to tell their versions, and for images that are missing to be pulled", ChooseAsync(settings, layout, interruption.Requested));
        RunRequest request = Requests.Of(settings, choice, Time, layout, catalogue);
        if (choice.Kind == TargetKind.Attached)
        {
            AttachedConsent.Obtain(settings, request.RunId, Screen.Standard);
        }

        RunDirectory directory = RunDirectory.Claim(settings.Out ?? Path.Combine(layout.Artifacts, request.RunId), request);
        string target = choice.Kind.ToString().ToLowerInvariant();
        progress.Say($"target {target}: {choice.Reason}; run {request.RunId}, seed {request.Seed}");
        progress.Follow(new JournalTail(directory.Journal), Requests.Asked(request, catalogue, Method.Behavioural));
        VerdictDocument verdict = await Results.OfAsync(directory, async () =>
        {
            Journal(directory, journal => journal.Write(JournalKind.Note, "run", $"run {request.RunId} on target {target} ({choice.Reason}), seed {request.Seed}{Asked(settings)}"));
            RunEnding ending = await new Suite(suite, directory, request.RunId, progress).RunAsync(settings.Timeout, interruption, deadline.Token);
            Journal(directory, journal => Ended(journal, ending, progress.Elapsed));
            return await progress.WhileAsync("evaluate", "verdict and reports", BundleWriter.CompleteAsync(
                directory, layout, Time, ending with { Unmet = await GateConditions.UnmetAsync(settings, choice.Kind, layout) }));
        });
        await Results.RememberAsync(directory, layout, verdict, Time, isLatest: settings.Out is null);
        Screen.Standard.Text(TerminalSummary.Render(verdict, Bundle.Shown(directory.File("report.html"))));
        return verdict.ExitCode;
    }

    private static async Task<TargetChoice> ChooseAsync(RunSettings settings, RepositoryLayout layout, CancellationToken ct)
    {
        TargetChoice choice = await TargetChoice.ChooseAsync(settings, await HostTools.DiscoverAsync(ct: ct), ContainerProgram.Find(layout));
        await Requests.RejectUnknownBehaviourAsync(settings, layout, ct);
        return choice;
    }

    private static string Asked(RunSettings settings) => string.Concat(
        settings.Areas.Count > 0 ? $", only {string.Join(", ", settings.Areas)}" : "",
        settings.Defects.Count > 0 ? $", seeded with {string.Join(", ", settings.Defects)}" : "",
        settings.Scale is double scale ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", load plans at scale {scale}") : "",
        settings.Like is string like ? $", like {like}" : "",
        settings.Gate ? ", for the decision" : "");

    // Opened for these lines only: two processes that hold the file would overwrite each other's lines.
    private static void Journal(RunDirectory directory, Action<RunJournal> write)
    {
        using RunJournal journal = new(directory.Journal, new SecretVault(), Time);
        write(journal);
    }

    private static void Ended(RunJournal journal, RunEnding ending, TimeSpan elapsed)
    {
        if ((ending.HarnessFailure ?? ending.Interrupted) is string reason)
        {
            journal.Write(JournalKind.Fault, "run", reason);
        }

        journal.Write(JournalKind.End, "run", "the suite has ended", elapsed.TotalMilliseconds);
    }
}
