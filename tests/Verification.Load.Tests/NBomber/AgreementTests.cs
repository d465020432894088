using System.Diagnostics;
using System.Text.Json;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Load.Tests.Support;
using Verification.Readiness;

namespace Verification.Load.Tests.NBomber;

/// <summary>NBomber and our own engine, driving the same plan at the same target, tell the same within their error.</summary>
public sealed class AgreementTests : IDisposable
{
    private const double AnswerMilliseconds = 60;
    private readonly string _folder = Directory.CreateTempSubdirectory("agreement-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Engines_SamePlanAndTarget_AgreeOnCountsAndLatency()
    {
        if (Program() is not string nbomber)
        {
            Assert.Skip("NBomber comes with the full package set, and this build was made from a smaller one.");
            return;
        }

        DriveResult ours = await DriveAsync(typeof(EventOutcome).Assembly.Location, "own");
        DriveResult theirs = await DriveAsync(nbomber, "nbomber");

        theirs.Engine.Should().StartWith("nbomber 4.1");
        Directory.EnumerateFiles(Path.Combine(_folder, "nbomber", "nbomber"), "*.html").Should().ContainSingle("its report is kept");
        foreach (DriveResult result in new[] { ours, theirs })
        {
            result.Answers.Keys.Should().Equal("200");
            // 10 users with a beat of 200 ms for 4 s; who starts when differs.
            result.Sent.Should().BeInRange(180, 230);
            result.Naive!.P50.Should().BeInRange(AnswerMilliseconds - 2, AnswerMilliseconds + 25);
        }

        Math.Abs(theirs.Naive!.P50 - ours.Naive!.P50).Should().BeLessThan(20);
    }

    private async Task<DriveResult> DriveAsync(string program, string name)
    {
        string output = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        await using ScriptedServer server = new(async connection =>
        {
            while (await connection.ReadAsync())
            {
                using PeriodicTimer answer = new(TimeSpan.FromMilliseconds(AnswerMilliseconds));
                await answer.WaitForNextTickAsync(connection.Stop);
                await connection.WriteAsync(Answers.Ok);
            }
        });
        LoadPlan plan = Given.Closed(200, Given.Constant(10, 4_000)) with { Connections = new(10, Reuse: true) };
        (int code, string errors) = await RunAsync(program, JsonSerializer.Serialize(Given.Request(plan, server.Url, output), Json.Document));
        code.Should().Be(0, "{0}", errors);
        return JsonSerializer.Deserialize<DriveResult>(await File.ReadAllTextAsync(Path.Combine(output, DriveFiles.Result)), Json.Document)!;
    }

    private static async Task<(int Code, string Errors)> RunAsync(string program, string request)
    {
        using Process engine = Process.Start(new ProcessStartInfo("dotnet", [program, "drive"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await engine.StandardInput.WriteAsync(request);
        engine.StandardInput.Close();
        string errors = await engine.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await engine.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (engine.ExitCode, errors);
    }

    private static string? Program()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        string configuration = folder.Parent!.Name;
        while (!File.Exists(Path.Combine(folder.FullName, "Verification.sln")))
        {
            folder = folder.Parent!;
        }

        string program = Path.Combine(folder.FullName, "tools", "Verification.Load.NBomber", "bin", configuration, "net10.0", "Verification.Load.NBomber.dll");
        return File.Exists(program) ? program : null;
    }
}
