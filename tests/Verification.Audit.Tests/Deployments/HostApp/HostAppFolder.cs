using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Verification.Fixtures;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments.HostApp;

/// <summary>A host application's folder with our two scripts, a .env and a PM2 of three services that behave as told.</summary>
internal sealed class HostAppFolder
{
    internal const string OldKey = "0123456789abcdef0123456789abcdef";
    internal const string NewKey = "fedcba9876543210fedcba9876543210";
    internal const string OldDsn = $"https://{OldKey}@old.example.test/1";
    internal const string NewDsn = $"https://{NewKey}@new.example.test/2";
    internal const string Plain = $"NODE_ENV=production\n# SENTRY_DSN=commented\nSENTRY_DSN={OldDsn}\nLOG_LEVEL=info\n";
    internal const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Supervisor _supervisor;
    private readonly string _root;

    internal HostAppFolder(Supervisor supervisor, string root, string? env)
    {
        (_supervisor, _root, Folder) = (supervisor, root, Path.Combine(root, "host app"));
        string source = Path.Combine(RepositoryLayout.Find().Root, "scenarios", "deployments", "hardened", "host-app");
        Directory.CreateDirectory(Folder);
        foreach (string script in Directory.EnumerateFiles(source, "*.sh").Concat(Directory.EnumerateFiles(source, "*.cjs")))
        {
            File.Copy(script, Path.Combine(Folder, Path.GetFileName(script)));
        }

        string program = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "bin")).FullName, "pm2");
        File.WriteAllText(program, FakePm2.Script);
        File.SetUnixFileMode(program, Private | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Directory.CreateDirectory(Home);
        Daemon($"{Environment.ProcessId}");
        File.WriteAllText(Path.Combine(Home, "folder"), Folder);
        File.WriteAllText(Path.Combine(Home, "secret"), NewDsn);
        Services(["api", "bot", "queue worker"]);
        if (env is not null)
        {
            Write(".env", env, Private);
        }
    }

    internal string Folder { get; }

    internal string Env => Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(Folder, ".env")));

    /// <summary>The names of the backups beside the .env, oldest first.</summary>
    internal string[] Backups => [.. Directory.EnumerateFileSystemEntries(Folder, ".env.backup.*").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>What pm2 was told to restart, in order.</summary>
    internal JsonElement[] Restarts => File.Exists(Path.Combine(Home, "restarts.jsonl"))
        ? [.. File.ReadAllLines(Path.Combine(Home, "restarts.jsonl")).Select(line => JsonSerializer.Deserialize<JsonElement>(line))] : [];

    /// <summary>Their names, one entry per command.</summary>
    internal string[] RestartedNames => [.. Restarts.Select(restart => string.Join(',', restart.GetProperty("names").EnumerateArray()))];

    // The real PM2 hangs when its home has a space in its path (6.0.14).
    private string Home => Path.Combine(_root, "pm2-home");

    /// <summary>Writes a file beside the scripts, byte for character.</summary>
    internal void Write(string name, string text, UnixFileMode mode)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text, Encoding.Latin1);
        File.SetUnixFileMode(path, mode);
    }

    /// <summary>What PM2 has from now on: names, and for one of them how it behaves and what PM2 itself hands to it.</summary>
    internal void Services(string[] names, string? special = null, string behave = "stays", string status = "online", string? own = null, string ownName = "SENTRY_DSN", bool module = false)
    {
        JsonArray all = [.. names.Select((name, index) => new JsonObject
        {
            ["name"] = name, ["id"] = index, ["pid"] = 4000 + index, ["restarts"] = 3, ["env"] = name == special && own is not null ? new JsonObject { [ownName] = own } : new JsonObject(),
            ["behave"] = name == special ? behave : "stays", ["status"] = name == special ? status : "online", ["module"] = module && name == special,
        })];
        File.WriteAllText(Path.Combine(Home, "fake.json"), all.ToJsonString());
    }

    /// <summary>Says which process PM2's daemon is.</summary>
    internal void Daemon(string pid) => File.WriteAllText(Path.Combine(Home, "pm2.pid"), pid);

    /// <summary>Everything in the folder: names, modes, contents.</summary>
    internal string Fingerprint() => string.Join('\n', Directory.EnumerateFileSystemEntries(Folder).Order(StringComparer.Ordinal)
        .Select(path => $"{Path.GetFileName(path)} {File.GetUnixFileMode(path)} {(Directory.Exists(path) ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))))}"));

    internal Task<ToolResult> CutoverAsync(params string[] arguments) => RunAsync("cutover.sh", arguments);

    internal Task<ToolResult> RollbackAsync(params string[] arguments) => RunAsync("rollback.sh", arguments);

    /// <summary>Replaces the pm2 of our own by this one, which starts its own daemon in a home of its own.</summary>
    internal void UseProgram(string pm2)
    {
        string link = Path.Combine(_root, "bin", "pm2");
        File.Delete(link);
        File.CreateSymbolicLink(link, pm2);
        File.Delete(Path.Combine(Home, "pm2.pid"));
    }

    /// <summary>Asks that PM2 something.</summary>
    internal Task<ToolResult> Pm2Async(params string[] arguments) => _supervisor.RunAsync(
        new ProcessSpec("pm2", Path.Combine(_root, "bin", "pm2"), arguments) { Environment = new Dictionary<string, string?> { ["PM2_HOME"] = Home }, WorkingDirectory = Folder, OutputGrace = TimeSpan.FromSeconds(1) },
        TimeSpan.FromSeconds(60),
        TestContext.Current.CancellationToken);

    /// <summary>Runs a script from elsewhere; whatever it does, no key may be in what it prints and nothing of its own stay behind.</summary>
    internal async Task<ToolResult> RunAsync(string script, string[] arguments, string? runAs = null, string? input = null, string limits = "")
    {
        string command = $"{limits} exec \"$0\" \"$@\"";
        ProcessSpec spec = new(Path.GetFileNameWithoutExtension(script), "bash", ["-c", command, Path.Combine(Folder, script), "--settle", "0.3", "--wait", "2", .. arguments])
        {
            Environment = new Dictionary<string, string?>
            {
                ["PATH"] = $"{Path.Combine(_root, "bin")}:{Environment.GetEnvironmentVariable("PATH")}", ["PM2_HOME"] = Home, ["SENTRY_DSN"] = "https://of-the-operators-shell", ["OPERATOR"] = "somebody",
            },
            WorkingDirectory = "/",
            RunAs = runAs,
            StandardInput = input,
        };
        ToolResult result = await _supervisor.RunAsync(spec, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        $"{result.StandardOutput}{result.StandardError}".Should().NotContain(OldKey).And.NotContain(NewKey);
        Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Should().NotContain(name => name!.StartsWith(".env.new", StringComparison.Ordinal));
        return result;
    }
}
