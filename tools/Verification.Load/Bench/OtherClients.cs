using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Verification.Load.Events;
using Verification.Load.Plans;

namespace Verification.Load.Bench;

/// <summary>Requests per second of other programs that send the same bytes, over the same number of connections, to the same sink.</summary>
internal static partial class OtherClients
{
    private const string Node = """
        import http from 'node:http';
        import fs from 'node:fs';
        const [url, file, connections, seconds, ...head] = process.argv.slice(2);
        const body = fs.readFileSync(file);
        const headers = Object.fromEntries(head.map(line => line.split(/: (.*)/)));
        const agent = new http.Agent({ keepAlive: true, maxSockets: Number(connections) });
        const end = performance.now() + 1000 * Number(seconds);
        let count = 0;
        const send = () => {
          if (performance.now() >= end) return;
          const request = http.request(url, { method: 'POST', agent, headers: { ...headers, 'Content-Length': body.length } }, answer => {
            answer.resume();
            answer.on('end', () => { count++; send(); });
          });
          request.end(body);
        };
        for (let user = 0; user < Number(connections); user++) send();
        process.on('exit', () => console.log(`Requests/sec: ${count / Number(seconds)}\n${count} requests in`));
        setTimeout(() => process.exit(), 1000 * Number(seconds));
        """;

    /// <summary>Requests per second, and CPU microseconds per request.</summary>
    public static (double PerSecond, double Cpu) Wrk(string url, int bytes, int seconds, int threads) => With(bytes, url, (folder, body, path, head) =>
    {
        string script = Path.Combine(folder, "post.lua");
        File.WriteAllText(script, $"local file = io.open(\"{body}\", \"rb\")\nwrk.method = \"POST\"\nwrk.body = file:read(\"*a\")\nfile:close()\n"
            + string.Concat(head.Select(line => line.Split(": ", 2)).Select(field => $"wrk.headers[\"{field[0]}\"] = \"{field[1]}\"\n")));
        return BenchProcess.Run("wrk", $"-t{threads}", $"-c{BenchDrive.Connections}", $"-d{seconds}s", "-s", script, path);
    });

    /// <inheritdoc cref="Wrk"/>
    public static (double PerSecond, double Cpu) Hey(string url, int bytes, int seconds) => With(bytes, url, (_, body, path, head) =>
        BenchProcess.Run("hey", ["-z", $"{seconds}s", "-c", $"{BenchDrive.Connections}", "-m", "POST", "-D", body, .. head.SelectMany(line => new[] { "-H", line }), path]));

    /// <inheritdoc cref="Wrk"/>
    public static (double PerSecond, double Cpu) NodeHttp(string url, int bytes, int seconds) => With(bytes, url, (folder, body, path, head) =>
    {
        string script = Path.Combine(folder, "client.mjs");
        File.WriteAllText(script, Node);
        return BenchProcess.Run("node", [script, path, body, $"{BenchDrive.Connections}", $"{seconds}", .. head]);
    });

    private static (double PerSecond, double Cpu) With(int bytes, string url, Func<string, string, string, string[], (string Output, TimeSpan Cpu)> run)
    {
        string folder = Directory.CreateTempSubdirectory("load-bench-").FullName;
        try
        {
            EventTemplate template = new EventSource(BenchDrive.Request(url, LoadModel.Closed, 1, 1, bytes, folder)).Template(0);
            string body = Path.Combine(folder, "body");
            File.WriteAllBytes(body, template.Request[template.BodyAt..].ToArray());
            string[] head = Encoding.ASCII.GetString(template.Request[..template.BodyAt]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            string[] fields = [.. head[1..].Where(line => !line.StartsWith("Host:", StringComparison.Ordinal) && !line.StartsWith("Content-Length:", StringComparison.Ordinal))];
            (string output, TimeSpan cpu) = run(folder, body, url + head[0].Split(' ')[1], fields);
            double perSecond = double.Parse(PerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
            return (perSecond, cpu.TotalMicroseconds / Math.Max(1, Count(output)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Count(string output) => Answered().Matches(output).Sum(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    // wrk and our Node client: "123 requests in"; hey: "[200] 123 responses".
    [GeneratedRegex(@"(\d+) (?:requests in|responses)")]
    private static partial Regex Answered();
}
