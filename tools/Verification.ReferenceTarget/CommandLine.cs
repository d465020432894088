namespace Verification.ReferenceTarget;

/// <summary>What one process of the target is.</summary>
public enum Role
{
    /// <summary>Creates the schema and the superuser, then ends.</summary>
    Migrate,

    /// <summary>Creates a superuser beside running services, then ends.</summary>
    CreateSuperuser,

    /// <summary>Serves ingest and the API.</summary>
    Web,

    /// <summary>Stores queued events and runs what is scheduled.</summary>
    Worker,

    /// <summary>Stores queued events and nothing else, as a Celery worker without beat.</summary>
    Celery,

    /// <summary>Runs what is scheduled and nothing else.</summary>
    Beat,

    /// <summary>Prints the catalogue of defects, then ends.</summary>
    ListDefects,

    /// <summary>Writes down what SDKs send, as an old endpoint that is about to fall quiet.</summary>
    Record,
}

/// <summary>A mistake of whoever started the process, in one sentence.</summary>
public sealed class UsageException(string message) : Exception(message);

/// <summary>The parsed command line: a role and the behaviour it shows.</summary>
public sealed record CommandLine(Role Role, Behaviour Behaviour)
{
    private const string Like52 = "5.2";

    /// <summary>Parses <c>ROLE [--like 5.2] [--defect ID]...</c>.</summary>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        if (args.Count == 0)
        {
            throw new UsageException("Name a role: migrate, createsuperuser, web, worker, celery, beat, record or list-defects.");
        }

        var role = ParseRole(args[0]);
        if (role is Role.Record or Role.CreateSuperuser && args.Count > 1)
        {
            throw new UsageException($"Unknown option \"{args[1]}\": the role {args[0]} takes none.");
        }

        var active = new HashSet<string>(StringComparer.Ordinal);
        var like = false;
        for (var at = 1; at < args.Count; at += 2)
        {
            var value = at + 1 < args.Count ? args[at + 1] : null;
            switch (args[at])
            {
                case "--like":
                    like = value == Like52 ? true
                        : throw new UsageException($"--like knows the version {Like52} only, not \"{value}\".");
                    break;
                case "--defect":
                    active.Add(KnownDefect(value));
                    break;
                default:
                    throw new UsageException($"Unknown option \"{args[at]}\": there are --like 5.2 and --defect ID.");
            }
        }

        return new CommandLine(role, like ? Behaviour.LikeGlitchTip52(active) : new Behaviour(active));
    }

    private static Role ParseRole(string name) => name switch
    {
        "migrate" => Role.Migrate,
        "createsuperuser" => Role.CreateSuperuser,
        "web" => Role.Web,
        "worker" => Role.Worker,
        "celery" => Role.Celery,
        "beat" => Role.Beat,
        "list-defects" => Role.ListDefects,
        "record" => Role.Record,
        _ => throw new UsageException($"Unknown role \"{name}\": there are migrate, createsuperuser, web, worker, celery, beat, record and list-defects."),
    };

    private static string KnownDefect(string? id) =>
        id is not null && Defects.All.Any(defect => defect.Id == id)
            ? id
            : throw new UsageException($"Unknown defect \"{id}\": the role list-defects prints those there are.");
}
