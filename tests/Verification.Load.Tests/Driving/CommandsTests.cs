using System.Text.Json;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Load.Tests.Support;
using Verification.Readiness;

namespace Verification.Load.Tests.Driving;

/// <summary>The program end to end: drive and sink as processes.</summary>
public sealed class CommandsTests : IDisposable
{
    private readonly string _output = Directory.CreateTempSubdirectory("load-tests-").FullName;

    public static TheoryData<string[], string> Wrong => new()
    {
        { [], "This is not a command of the load engine" },
        { ["swim"], "This is not a command of the load engine" },
        { ["drive", "--fast"], "This is not a command of the load engine" },
        { ["drive"], "The request on the standard input is not a drive request as JSON" },
        { ["sink", "--port"], "--port: a number of at least 0 has to follow" },
        { ["bench", "--rows", "nothing"], "--rows: there is no row nothing" },
    };

    [Fact]
    public async Task Drive_WithASink_CalibratesAndLeavesItsFiles()
    {
        using LoadProcess sink = new("sink");
        string url = $"http://127.0.0.1:{(await sink.LineAsync())["ready ".Length..]}";
        DriveRequest request = Given.Request(Given.Plan(Given.Burst(50), Given.Constant(200, 500)), url, _output) with { Sink = url };
        (int code, string errors) = await DriveAsync(request);
        (code, errors).Should().Be((0, ""));
        DriveResult result = Result();
        result.Should().Match<DriveResult>(seen => seen.Accepted == 150 && seen.Sent == 150 && seen.Model == LoadModel.Open);
        result.Engine.Should().MatchRegex(@"^own \d+\.\d+\.\d+$");
        result.Calibration!.PlannedPerSecond.Should().Be(200);
        result.Calibration.SentPerSecond.Should().BeGreaterThan(0);
        result.Calibration.CeilingPerSecond.Should().BeGreaterThan(0);
        result.StartedAt.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2));
        (result.StartedAt.Ticks % TimeSpan.TicksPerMillisecond).Should().Be(0);
        OutcomeFile.Read(Path.Combine(_output, DriveFiles.Outcomes)).Should().HaveCount(150).And.OnlyContain(outcome => outcome.Accepted);
        sink.EndInput();
        (await sink.EndAsync()).Code.Should().Be(0);
    }

    [Fact]
    public async Task Drive_Terminated_WritesWhatItHas()
    {
        using LoadProcess sink = new("sink");
        string url = $"http://127.0.0.1:{(await sink.LineAsync())["ready ".Length..]}";
        await using ScriptedServer first = new(async connection =>
        {
            // The first event has arrived: the drive is under way.
            await connection.AlwaysAsync(Answers.Ok);
        });
        using LoadProcess drive = new("drive");
        drive.Input(JsonSerializer.Serialize(Given.Request(Given.Plan(Given.Constant(50, 600_000)), first.Url, _output), Json.Document));
        drive.EndInput();
        using PeriodicTimer poll = new(TimeSpan.FromMilliseconds(20));
        while (first.Requests.Count < 3 && await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            first.Connections.Should().BeLessThan(100);
        }

        drive.Terminate();
        (await drive.EndAsync()).Code.Should().Be(0);
        Result().Should().Match<DriveResult>(seen => seen.Accepted >= 3 && seen.Shortfall!.StartsWith("The drive was ended early"));
        OutcomeFile.Read(Path.Combine(_output, DriveFiles.Outcomes)).Should().HaveCount(30_000);
        sink.Terminate();
        (await sink.EndAsync()).Code.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Run_WrongInput_IsOneSentenceAnd64(string[] args, string words)
    {
        using LoadProcess process = new(args);
        process.Input("nonsense");
        process.EndInput();
        (int code, string errors) = await process.EndAsync();
        code.Should().Be(64);
        errors.TrimEnd().Should().StartWith(words).And.NotContain("\n");
    }

    [Fact]
    public async Task Drive_OverTls_IsRefusedInOneSentence()
    {
        (int code, string errors) = await DriveAsync(Given.Request(Given.Plan(Given.Burst(1)), "https://errors.example.test", _output));
        code.Should().Be(64);
        errors.TrimEnd().Should().Be("https://errors.example.test: the load engine speaks plain HTTP, so that it measures the target and not TLS: point it at the address behind the proxy.");
    }

    [Fact]
    public async Task Drive_OutputNotWritable_Is70()
    {
        Directory.CreateDirectory(Path.Combine(_output, DriveFiles.Outcomes));
        (int code, string errors) = await DriveAsync(Given.Request(Given.Plan(Given.Burst(1)), "http://127.0.0.1:9", _output));
        (code, errors.StartsWith("The load engine failed: ")).Should().Be((70, true));
    }

    public void Dispose() => Directory.Delete(_output, recursive: true);

    private static async Task<(int Code, string Errors)> DriveAsync(DriveRequest request)
    {
        using LoadProcess drive = new("drive");
        drive.Input(JsonSerializer.Serialize(request, Json.Document));
        drive.EndInput();
        return await drive.EndAsync();
    }

    private DriveResult Result() => JsonSerializer.Deserialize<DriveResult>(File.ReadAllText(Path.Combine(_output, DriveFiles.Result)), Json.Document)!;
}
