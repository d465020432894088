using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;

namespace Verification.Endurance;

/// <summary>`stand-in FILE`: something to attach to and to watch, where there is no deployment to try it on.</summary>
internal static class StandInCommand
{
    /// <summary>Runs until it is interrupted; the file then goes too.</summary>
    public static async Task<int> RunAsync(string file, IReadOnlyList<string> defects, CancellationToken ct)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        string id = RunRequest.NewRunId(TimeProvider.System);
        string logs = new ResultsFolder(layout, "stand-in").Of(1);
        SecretVault vault = new();
        await using Supervisor supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(id), logs) { Redact = vault.Redact }, ct);
        using RunJournal journal = new(Path.Combine(logs, "journal.jsonl"), vault, TimeProvider.System);
        EmbeddedOptions options = new(id, supervisor, await HostTools.DiscoverAsync(ct: ct), layout.Program("tools", "Verification.ReferenceTarget"), vault, journal) { Reason = "stands for a deployment that runs", Defects = defects };
        try
        {
            await using StandInDeployment deployment = await StandInDeployment.StartAsync(options, ct);
            deployment.Receive(supervisor.WorkDirectory.Child("Maildir"));
            deployment.Write(file);
            Console.WriteLine($"{deployment.Settings.BaseUrl} runs; in another terminal: {AttachedSettings.FileVariable}={file} ./run-suite.sh --target attached   (Ctrl-C ends it)");
            TaskCompletionSource asked = new();
            await using CancellationTokenRegistration end = ct.Register(asked.SetResult);
            await asked.Task;
        }
        finally
        {
            File.Delete(file);
        }

        return 0;
    }
}
