namespace Verification.Readiness.Catalogues;

/// <summary>All claims, ordered by area and id, together with what is currently waived or quarantined.</summary>
public sealed record Catalogue
{
    /// <summary>Every check, built or not.</summary>
    public required IReadOnlyList<CheckDefinition> Checks { get; init; }

    /// <summary>Failed required checks that somebody answers for until a date.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>Checks known to flake: their evidence is Unknown.</summary>
    public IReadOnlyList<Quarantine> Quarantined { get; init; } = [];

    /// <summary>Makes a catalogue of definitions in any order.</summary>
    /// <exception cref="InputException">Two checks share an id, or a waiver or quarantine names no check.</exception>
    public static Catalogue Of(IEnumerable<CheckDefinition> checks, IEnumerable<Waiver> waivers, IEnumerable<Quarantine> quarantined)
    {
        List<CheckDefinition> ordered =
            [.. checks.OrderBy(check => check.Area, StringComparer.Ordinal).ThenBy(check => check.Id, StringComparer.Ordinal)];
        Catalogue catalogue = new() { Checks = ordered, Waivers = [.. waivers], Quarantined = [.. quarantined] };
        // Find ignores case, so two ids that differ in case alone would be one name for two claims.
        HashSet<string> folded = new(StringComparer.OrdinalIgnoreCase);
        foreach (CheckDefinition check in ordered)
        {
            if (!folded.Add(check.Id))
            {
                throw new InputException($"The check {check.Id} is defined twice; give each folder under scenarios/checks a name of its own.");
            }
        }

        HashSet<string> ids = new(ordered.Select(check => check.Id), StringComparer.Ordinal);
        foreach (string named in catalogue.Waivers.Select(waiver => waiver.Check).Concat(catalogue.Quarantined.Select(entry => entry.Check)))
        {
            if (!ids.Contains(named))
            {
                throw new InputException($"waivers.yaml or quarantine.yaml names the check {named}, which does not exist; correct the name or remove the entry.");
            }
        }

        return catalogue;
    }

    /// <summary>The check of that name, whatever its letter case.</summary>
    public CheckDefinition? Find(string id) => Checks.FirstOrDefault(check => string.Equals(check.Id, id, StringComparison.OrdinalIgnoreCase));
}

/// <summary>An entry of waivers.yaml: a failed required check that somebody answers for.</summary>
/// <param name="Check">Id of the check.</param>
/// <param name="Reason">Why it is acceptable for now.</param>
/// <param name="Who">Who answers for it.</param>
/// <param name="Until">Last day (UTC) on which the waiver stands.</param>
public sealed record Waiver(string Check, string Reason, string Who, DateOnly Until);

/// <summary>An entry of quarantine.yaml: a check known to flake.</summary>
/// <param name="Check">Id of the check.</param>
/// <param name="Reason">What was seen.</param>
/// <param name="Since">Day since which it is quarantined.</param>
public sealed record Quarantine(string Check, string Reason, DateOnly Since);
