using System.Diagnostics;

namespace Verification.Audit.Tests.Shell;

/// <summary>Runs scripts with bash, where pg_dump succeeds or fails and messages leave a file behind.</summary>
internal static class RealShell
{
    private const string Driver = """
        for script in "$1"/*.sh; do
          name=$(basename "$script" .sh)
          for pg in works fails; do
            mkdir -p "$1/$name.$pg" && cd "$1/$name.$pg" || exit 99
            PATH="$1/$pg:$PATH" timeout 10 bash "$script" > /dev/null 2>&1 < /dev/null
            echo "$name $pg $? $(ls | grep '^alert' | tr '\n' ',')"
          done
        done
        """;

    public static bool Exists => File.Exists("/bin/bash") && File.Exists("/usr/bin/timeout");

    /// <summary>For each script: does a failing dump end it with an error, or send a message that a healthy run does not?</summary>
    public static IReadOnlyList<(bool ExitsNonZero, bool Noticed)> Ask(IReadOnlyList<string> scripts)
    {
        string folder = Directory.CreateTempSubdirectory("shell-").FullName;
        try
        {
            foreach ((string pg, string program) in new[] { ("works", "true"), ("fails", "false") })
            {
                Directory.CreateDirectory(Path.Combine(folder, pg));
                File.CreateSymbolicLink(Path.Combine(folder, pg, "pg_dump"), $"/bin/{program}");
                File.CreateSymbolicLink(Path.Combine(folder, pg, "msmtp"), "/bin/touch");
            }

            for (int index = 0; index < scripts.Count; index++)
            {
                File.WriteAllText(Path.Combine(folder, $"s{index:00000}.sh"), scripts[index]);
            }

            return Read(Run(folder), scripts.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(string folder)
    {
        using Process process = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", Driver, "driver", folder]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static List<(bool, bool)> Read(string output, int count)
    {
        Dictionary<string, (int Status, string[] Alerts)> seen = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .ToDictionary(words => $"{words[0]} {words[1]}", words => (int.Parse(words[2]), words[3].Split(',', StringSplitOptions.RemoveEmptyEntries)));
        return
        [
            .. Enumerable.Range(0, count).Select(index =>
            {
                (int status, string[] alerts) = seen[$"s{index:00000} fails"];
                return (status != 0, status != 0 || alerts.Except(seen[$"s{index:00000} works"].Alerts).Any());
            }),
        ];
    }
}
