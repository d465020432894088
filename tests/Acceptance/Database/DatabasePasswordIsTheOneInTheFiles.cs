using System.Security.Cryptography;
using Npgsql;
using Verification.Acceptance.Backup;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Servers;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Database;

/// <summary>
/// The running database lets its roles in with the passwords of the files, and with no other and no older one. A target that was only just started has no older one:
/// there the password of the rehearsed rotation is the old one.
/// </summary>
public sealed class DatabasePasswordIsTheOneInTheFiles(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override TimeSpan Deadline => TimeSpan.FromMinutes(60);

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        if (context.Target.Login(out string absent) is not DatabaseLogin login)
        {
            return Observation.Unknown($"No password could be tried: {absent}.", "sql");
        }

        try
        {
            string role = login.Current[0].Role, nobodys = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            bool any = await login.AcceptsAsync(role, nobodys, ct);
            if (any && context.Target is AttachedTarget && await login.ComesFromItselfAsync(role, nobodys, ct))
            {
                return Observation.Unknown("The database trusts whoever comes from its own machine, as images of PostgreSQL do, and it is asked from there; name another way to it in VERIFICATION_DATABASE_URL.", "sql");
            }

            List<LoginTrial> trials = [new("one that nobody ever gave it", Expected: false, any), .. await TryAsync(login, ct)];
            return context.Target is AttachedTarget ? Evaluate(context.Check, trials) : await WithRotationAsync(context, trials, ct);
        }
        catch (NpgsqlException error)
        {
            return Observation.Unknown($"Whether the database accepts a password can't be told: {error.Message}", "sql");
        }
    }

    /// <summary>A password that should open it and does not, or should not and does, is a surprise.</summary>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyList<LoginTrial> trials)
    {
        string[] surprises = [.. trials.Where(trial => trial.Accepted != trial.Expected).Select(trial => $"it {(trial.Accepted ? "accepts" : "refuses")} {trial.What}")];
        return Observation.Of(
            check, surprises.Length, trials.Count, "sql",
            surprises.Length == 0
                ? $"The database accepts {string.Join(" and ", trials.Where(trial => trial.Expected).Select(trial => trial.What))}, and none of {trials.Count(trial => !trial.Expected)} others."
                : $"The database does not know what the files say: {surprises[0]}.", surprises);
    }

    private static async Task<IReadOnlyList<LoginTrial>> TryAsync(DatabaseLogin login, CancellationToken ct)
    {
        List<LoginTrial> trials = [];
        foreach (KnownPassword known in login.Current)
        {
            trials.Add(new($"the password of {known.Role} ({known.From})", Expected: true, await login.AcceptsAsync(known.Role, known.Value, ct)));
        }

        foreach (KnownPassword old in login.Old)
        {
            // Where a file names no role it is that of the others.
            bool accepted = await login.AcceptsAsync(old.Role.Length > 0 ? old.Role : login.Current[0].Role, old.Value, ct);
            trials.Add(new($"the older one of {old.From}", Expected: false, accepted));
        }

        return trials;
    }

    private static async Task<Observation> WithRotationAsync(CheckContext context, IReadOnlyList<LoginTrial> trials, CancellationToken ct) => await context.Backup.RotationAsync(ct) is { Problem: null } rotation
        ? Evaluate(context.Check, [.. trials, new("the old one of a rehearsed rotation", Expected: false, rotation.OldAccepted), new("the new one of a rehearsed rotation", Expected: true, rotation.NewAccepted)])
        : Observation.Unknown("No rotation could be rehearsed, so nothing is known of an older password.", "sql");
}

/// <summary>A log-in that was tried.</summary>
/// <param name="What">Which password, in words.</param>
/// <param name="Expected">Whether it should open the database.</param>
/// <param name="Accepted">Whether it did.</param>
internal sealed record LoginTrial(string What, bool Expected, bool Accepted);
