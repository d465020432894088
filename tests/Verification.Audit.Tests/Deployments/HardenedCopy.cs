using Verification.Fixtures;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>A copy of the hardened deployment on a machine whose docker, memory and disk are ours to decide.</summary>
internal sealed class HardenedCopy : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly Supervisor _supervisor;
    private readonly Dictionary<string, string?> _environment;
    private int _runs;

    internal HardenedCopy(Supervisor supervisor, string source, string folder, Dictionary<string, string?> environment)
    {
        (_supervisor, Folder, _environment) = (supervisor, folder, environment);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        environment["FAKE_STATE"] = Directory.CreateDirectory(Path.Combine(folder, "state")).FullName;
        environment["FAKE_CODE"] = Path.Combine(folder, "code");
        Directory.CreateDirectory(Path.Combine(folder, "code", "uploads"));
        File.WriteAllText(Path.Combine(folder, "code", "uploads", "bundle.zip"), "a source map bundle");
        Program("docker", FakeDocker.Script);
        Program("copy-away", "#!/bin/sh\ncp -R -- \"$1\" \"$(dirname \"$0\")/../elsewhere/\"\n");
        Directory.CreateDirectory(Elsewhere);
        Settings();
    }

    internal string Folder { get; }

    internal WebStub Alerts { get; } = new();

    /// <summary>Where backups go.</summary>
    internal string Backups => Path.Combine(Folder, "backups");

    /// <summary>Where the off-site program copies them to.</summary>
    internal string Elsewhere => Path.Combine(Folder, "elsewhere");

    internal IReadOnlyList<string> BackupNames =>
        Directory.Exists(Backups) ? [.. Directory.EnumerateDirectories(Backups, "glitchtip-*").Select(path => Path.GetFileName(path)).Order()] : [];

    /// <summary>Writes ops.env anew; a change with an empty value leaves the setting out.</summary>
    internal void Settings(params (string Name, string Value)[] changes)
    {
        Dictionary<string, string> settings = new()
        {
            ["BACKUP_DIR"] = Backups,
            ["ALERT_URL"] = Alerts.Url,
            ["OFFSITE_COMMAND"] = Path.Combine(Folder, "bin", "copy-away"),
            ["SMOKE_DSN"] = $"http://{new string('a', 32)}@127.0.0.1:{Alerts.Port}/7",
            ["SMOKE_ORGANIZATION"] = "operations",
            ["SMOKE_PROJECT"] = "smoke-test",
            ["SMOKE_DEADLINE_SECONDS"] = "1",
            ["API_TOKEN_FILE"] = "secrets/api_token",
        };
        foreach ((string name, string value) in changes)
        {
            settings[name] = value;
        }

        File.WriteAllLines(Path.Combine(Folder, "ops.env"), settings.Where(setting => setting.Value.Length > 0).Select(setting => $"{setting.Key}=\"{setting.Value}\""));
    }

    /// <summary>Puts a program in front of the machine's own.</summary>
    internal void Program(string name, string text)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "bin")).FullName, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, Executable);
    }

    /// <summary>Says what docker knows of a container; null takes it away.</summary>
    internal void Container(string service, string? state)
    {
        string path = Path.Combine(Folder, "state", service);
        if (state is null)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllText(path, state + "\n");
        }
    }

    /// <summary>A folder named as given and made that many days ago.</summary>
    internal string Aged(string name, double days)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Backups, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "database.dump"), "old");
        Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddDays(-days));
        return folder;
    }

    /// <summary>Lays the files of a bad backup over the copy.</summary>
    internal void Overlay(string defect)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(RepositoryLayout.Find().Root, "scenarios", "backup", "defects", defect)))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        }
    }

    /// <summary>Sets the clock of the names that backups get.</summary>
    internal void Clock(string stamp) =>
        Program("date", $"#!/bin/sh\ncase \"$*\" in *%Y%m%dT*) echo {stamp} ;; *) exec /bin/date \"$@\" ;; esac\n");

    /// <summary>Runs a script from elsewhere, as cron does.</summary>
    internal Task<ToolResult> RunAsync(string script, string argument = "", params (string Name, string Value)[] environment) =>
        RunAsync(script, argument.Length > 0 ? [argument] : [], environment);

    /// <summary>Runs a script with several arguments.</summary>
    internal Task<ToolResult> RunAsync(string script, string[] arguments, params (string Name, string Value)[] environment)
    {
        Dictionary<string, string?> all = new(_environment);
        foreach ((string name, string value) in environment)
        {
            all[name] = value;
        }

        ProcessSpec spec = new($"{Path.GetFileNameWithoutExtension(script)}-{Interlocked.Increment(ref _runs)}", Path.Combine(Folder, script), arguments)
        {
            Environment = all,
            WorkingDirectory = "/",
        };
        return _supervisor.RunAsync(spec, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    public void Dispose() => Alerts.Dispose();
}
