using Npgsql;
using Verification.ReferenceTarget.Accounts;
using Verification.ReferenceTarget.Api;
using Verification.ReferenceTarget.Recording;
using Verification.ReferenceTarget.Redis;
using Verification.ReferenceTarget.Scheduling;
using Verification.ReferenceTarget.Storage;
using Verification.ReferenceTarget.Worker;

namespace Verification.ReferenceTarget;

/// <summary>Runs the role that the command line asks for and turns its end into an exit code.</summary>
public static class Roles
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>The command line or the environment makes no sense.</summary>
    public const int Usage = 64;

    /// <summary>The role itself failed.</summary>
    public const int Failed = 70;

    /// <summary>Runs one role to its end; output is one line per start, stop and error.</summary>
    public static async Task<int> RunAsync(
        string[] args, Func<string, string?> environment, TextWriter output, TextWriter errors)
    {
        try
        {
            var command = CommandLine.Parse(args);
            if (command.Role == Role.ListDefects)
            {
                await ListDefectsAsync(output);
                return Done;
            }

            if (command.Role == Role.Record)
            {
                await RecordRole.RunAsync(RecordSettings.FromEnvironment(environment), TimeProvider.System, new OutputLog(output, command.Role));
                return Done;
            }

            var settings = TargetSettings.FromEnvironment(environment);
            await RunServiceAsync(command, settings, new OutputLog(output, command.Role));
            return Done;
        }
        catch (UsageException mistake)
        {
            await errors.WriteLineAsync(mistake.Message);
            return Usage;
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or RedisException)
        {
            await errors.WriteLineAsync($"The reference target stopped: {OutputLog.OneLine(failure)}");
            return Failed;
        }
    }

    private static async Task ListDefectsAsync(TextWriter output)
    {
        foreach (var defect in Defects.All)
        {
            await output.WriteLineAsync($"{defect.Id}\t{defect.Description}");
        }
    }

    private static async Task RunServiceAsync(CommandLine command, TargetSettings settings, OutputLog log)
    {
        await using var database = Database.Open(settings.DatabaseUrl, $"reference-{command.Role}".ToLowerInvariant());
        await using var redis = new RedisClient(RedisAddress.Parse(settings.RedisUrl));
        var services = new Services(settings, command.Behaviour, database, redis, TimeProvider.System, log);
        switch (command.Role)
        {
            case Role.Migrate:
                await Migration.RunAsync(services);
                break;
            case Role.CreateSuperuser:
                await Superuser.RunAsync(services);
                break;
            case Role.Web:
                await WebRole.RunAsync(services);
                break;
            case Role.Worker:
                await WorkerProcess.RunAsync(services, new WorkerRole(services).WorkAsync, new Scheduler(services).WorkAsync);
                break;
            case Role.Celery:
                await WorkerProcess.RunAsync(services, new WorkerRole(services).WorkAsync);
                break;
            case Role.Beat:
                services.Log.Line("beat: Starting...");
                await WorkerProcess.RunAsync(services, new Scheduler(services).WorkAsync);
                break;
            case Role.ListDefects or Role.Record:
                throw new InvalidOperationException($"{command.Role} needs no services.");
        }
    }
}
