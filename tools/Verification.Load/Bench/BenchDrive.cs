using System.Text.Json;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Readiness;

namespace Verification.Load.Bench;

/// <summary>Drives of a bench: each in a process of its own, against a sink.</summary>
internal static class BenchDrive
{
    /// <summary>Connections of every contender.</summary>
    public const int Connections = 64;

    /// <summary>What is asked of a sink.</summary>
    public static DriveRequest Request(string url, LoadModel model, double level, int seconds, int bytes, string output) => new()
    {
        Plan = new()
        {
            Id = "bench",
            Title = "Measures the engine itself",
            Source = "bench",
            Model = model,
            Engine = LoadEngine.Own,
            Payload = new(bytes, Groups: 10, Gzip: false),
            Connections = new(Connections, Reuse: true),
            Stages = [new("all", StageKind.Constant, 0, level, level, 1000 * seconds)],
            DrainMilliseconds = 0,
        },
        Url = url,
        Project = "1",
        Key = new('0', 32),
        RunTag = "00000000000000be",
        Release = "bench@1",
        Environment = "bench",
        Output = output,
    };

    /// <summary>As many events as it can.</summary>
    public static DriveResult AsFastAsItCan(string url, int bytes, int seconds) => Run(output => Request(url, LoadModel.Closed, Connections, seconds, bytes, output)).Result;

    /// <summary>A rate.</summary>
    public static (DriveResult Result, EventOutcome[] Outcomes) AtRate(string url, double perSecond, int seconds) =>
        Run(output => Request(url, LoadModel.Open, perSecond, seconds, 1000, output));

    private static (DriveResult Result, EventOutcome[] Outcomes) Run(Func<string, DriveRequest> request)
    {
        string output = Directory.CreateTempSubdirectory("load-bench-").FullName;
        try
        {
            BenchProcess.RunSelf(JsonSerializer.Serialize(request(output), Json.Document), "drive");
            return (JsonSerializer.Deserialize<DriveResult>(File.ReadAllText(Path.Combine(output, DriveFiles.Result)), Json.Document)!, OutcomeFile.Read(Path.Combine(output, DriveFiles.Outcomes)));
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }
}
