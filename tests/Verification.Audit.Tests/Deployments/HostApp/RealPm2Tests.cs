using System.Text.Json;
using FluentAssertions;
using Verification.Fixtures;
using Verification.Fixtures.Processes;
using Xunit;
using static Verification.Audit.Tests.Deployments.HostApp.HostAppFolder;

namespace Verification.Audit.Tests.Deployments.HostApp;

/// <summary>Both scripts with the real PM2 and real processes, which say themselves which DSN they started with.</summary>
public sealed class RealPm2Tests(SwitchHost host) : IClassFixture<SwitchHost>
{
    // Reads the .env at its start, and lets its environment win, as dotenv does.
    private const string Service = """
        const fs = require('node:fs');
        const line = fs.readFileSync(`${__dirname}/.env`, 'utf8').split('\n').find((text) => text.startsWith('SENTRY_DSN='));
        const dsn = process.env.SENTRY_DSN ?? line.slice('SENTRY_DSN='.length);
        if (process.env.name === 'fragile' && dsn.includes('@new.')) process.exit(1);
        fs.appendFileSync(`${__dirname}/started.jsonl`, `${JSON.stringify({ name: process.env.name, pid: process.pid, dsn, operator: process.env.OPERATOR ?? null })}\n`);
        setInterval(() => {}, 1000);
        """;

    private static readonly string Program = Path.Combine(RepositoryLayout.Find().Root, "scenarios", "services", "node_modules", ".bin", "pm2");

    [Fact]
    public async Task CutoverPartialRollback_RealProcesses_EveryOneStartsWithTheDsnItShould()
    {
        HostAppFolder app = Folder();
        try
        {
            await StartAsync(app, "api", "bot");
            (await app.CutoverAsync(NewDsn, "--wait", "20")).EnsureSuccess("The cutover");
            Started(app)[^2..].Should().Equal($"api {NewDsn}", $"bot {NewDsn}");

            (await app.RollbackAsync("--only", "bot", "--wait", "20")).EnsureSuccess("The partial rollback");
            Started(app).Should().HaveCount(5).And.Subject.Last().Should().Be($"bot {OldDsn}");

            (await app.RollbackAsync("--wait", "20")).EnsureSuccess("The rollback");
            Started(app)[^2..].Should().BeEquivalentTo($"api {OldDsn}", $"bot {OldDsn}");
            app.Env.Should().Be(Plain);

            (await app.CutoverAsync(NewDsn, "--all-at-once", "--wait", "20")).EnsureSuccess("The second cutover");
            Started(app)[^2..].Should().BeEquivalentTo([$"api {NewDsn}", $"bot {NewDsn}"], "a service with a DSN of its own must not be left behind");
        }
        finally
        {
            await KillAsync(app);
        }
    }

    [Fact]
    public async Task ServiceFailsAfterTheChange_RealProcesses_CutoverStopsAndRollbackHeals()
    {
        HostAppFolder app = Folder();
        try
        {
            await StartAsync(app, "fragile", "later");
            ToolResult result = await app.CutoverAsync(NewDsn, "--settle", "1", "--wait", "20");
            result.ExitCode.Should().Be(1);
            result.StandardError.Should().Contain("FAILED while restarting fragile").And.Contain("not restarted: later").And.Contain("brings the old state back");

            (await app.RollbackAsync("--wait", "20")).EnsureSuccess("The rollback");
            app.Env.Should().Be(Plain);
            Started(app)[^2..].Should().BeEquivalentTo($"fragile {OldDsn}", $"later {OldDsn}");
        }
        finally
        {
            await KillAsync(app);
        }
    }

    private HostAppFolder Folder()
    {
        Assert.SkipUnless(File.Exists(Program), "the real PM2 is not installed; run npm ci in scenarios/services");
        HostAppFolder app = host.Folder();
        app.UseProgram(Program);
        app.Write("service.cjs", Service, Private);
        return app;
    }

    private static async Task StartAsync(HostAppFolder app, params string[] names)
    {
        foreach (string name in names)
        {
            // PM2 takes a path with a space in it for a command line, hence a relative one.
            (await app.Pm2Async("start", "service.cjs", "--name", name)).EnsureSuccess("Starting a service");
        }

        await Eventually.Async(() => Started(app).Length == names.Length, "the services to have started", TimeSpan.FromSeconds(20));
    }

    private static async Task KillAsync(HostAppFolder app) => (await app.Pm2Async("kill")).EnsureSuccess("Ending PM2");

    private static string[] Started(HostAppFolder app)
    {
        string file = Path.Combine(app.Folder, "started.jsonl");
        JsonElement[] starts = File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => JsonSerializer.Deserialize<JsonElement>(line))] : [];
        starts.Where(start => start.GetProperty("operator").ValueKind != JsonValueKind.Null).Should().BeEmpty("the operator's environment is not the services'");
        return [.. starts.Select(start => $"{start.GetProperty("name")} {start.GetProperty("dsn")}")];
    }
}
