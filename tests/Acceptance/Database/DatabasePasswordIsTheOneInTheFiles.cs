using System.Security.Cryptography;
using Npgsql;
using Verification.Fixtures.Servers;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Database;

/// <summary>The running database lets its role in with the password of the files, and with no other.</summary>
public sealed class DatabasePasswordIsTheOneInTheFiles(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        if (context.Target.Login(out string absent) is not DatabaseLogin login)
        {
            return Observation.Unknown($"No password could be tried: {absent}.", "sql");
        }

        List<LoginTrial> trials = [];
        try
        {
            trials.Add(new(context.Target.PasswordSource, Expected: true, await login.AcceptsAsync(login.Password, ct)));
            trials.Add(new("one that nobody ever gave it", Expected: false, await login.AcceptsAsync(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), ct)));
            foreach (OldPassword old in login.Old)
            {
                trials.Add(new($"the older one of {old.From}", Expected: false, await login.AcceptsAsync(old.Value, ct)));
            }
        }
        catch (NpgsqlException error)
        {
            return Observation.Unknown($"Whether the database accepts a password can't be told: {error.Message}", "sql");
        }

        return Evaluate(context.Check, login.Role, trials);
    }

    /// <summary>A password that should open it and does not, or should not and does, is a surprise.</summary>
    internal static Observation Evaluate(CheckDefinition check, string role, IReadOnlyList<LoginTrial> trials)
    {
        string[] surprises = [.. trials.Where(trial => trial.Accepted != trial.Expected).Select(trial => $"it {(trial.Accepted ? "accepts" : "refuses")} {trial.What}")];
        return Observation.Of(
            check, surprises.Length, trials.Count, "sql",
            surprises.Length == 0
                ? $"The database lets {role} in with {trials[0].What} and with none of {trials.Count - 1} others."
                : $"The database does not know {role} as the files do: {surprises[0]}.", surprises);
    }
}

/// <summary>A log-in that was tried.</summary>
/// <param name="What">Which password, in words.</param>
/// <param name="Expected">Whether it should open the database.</param>
/// <param name="Accepted">Whether it did.</param>
internal sealed record LoginTrial(string What, bool Expected, bool Accepted);
