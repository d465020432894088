using System.Diagnostics;
using Verification.Fixtures;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Catalogues;

namespace Verification.Endurance;

/// <summary>Audits many generated folders from disk, one after the other, and looks whether memory stays where it was.</summary>
internal static class AuditCommand
{
    // The figures of the requirement: 200 projects in 5 s; what is kept after a collection may differ by noise only.
    private const double SecondsPerProject = 5.0 / 200;
    private const double Growth = 1.2;

    /// <summary>0 when time and memory stayed in their bounds.</summary>
    public static int Run(int times, int seed)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        Catalogue catalogue = CatalogueFolder.Read(layout);
        string root = Directory.CreateTempSubdirectory("verification-audits-").FullName;
        try
        {
            Random random = new(seed);
            List<string> folders = [.. Enumerable.Range(0, times).Select(index => Write(Path.Combine(root, $"{index}"), GeneratedDeployment.Of(random)))];
            long kept = 0, allocated = GC.GetTotalAllocatedBytes();
            Stopwatch clock = new();
            int asked = 0;
            foreach ((string folder, int index) in folders.Select((folder, index) => (folder, index)))
            {
                clock.Start();
                asked += Audit(folder, layout, catalogue);
                clock.Stop();
                // Once everything is loaded and compiled.
                kept = index == times / 4 ? GC.GetTotalMemory(forceFullCollection: true) : kept;
            }

            allocated = (GC.GetTotalAllocatedBytes() - allocated) / times / 1024;
            double growth = GC.GetTotalMemory(forceFullCollection: true) / (double)Math.Max(kept, 1), seconds = clock.Elapsed.TotalSeconds;
            bool held = seconds <= SecondsPerProject * times && growth <= Growth;
            Console.WriteLine(FormattableString.Invariant(
                $"{times} projects, {asked} questions: {seconds:0.00} s in all ({seconds * 1000 / times:0.0} ms each, limit {SecondsPerProject * times:0.0} s); memory kept x {growth:0.00} since the first quarter (limit {Growth:0.0}), {allocated} KiB allocated per project; seed {seed}: {(held ? "held" : "NOT HELD")}"));
            return held ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static int Audit(string folder, RepositoryLayout layout, Catalogue catalogue)
    {
        DeploymentAudit audit = DeploymentAudit.Open(folder, layout, new SecretVault());
        return catalogue.Checks.Count(check => check.Method == Method.Static && audit.Ask(check).Reason.Length > 0);
    }

    private static string Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, string text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        return folder;
    }
}
