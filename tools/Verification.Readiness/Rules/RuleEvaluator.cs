using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Readiness.Rules;

/// <summary>Rule x what was read -> observation; a pure function.</summary>
public static class RuleEvaluator
{
    private const string Source = "files";

    /// <summary>Asks a static check of a subject.</summary>
    /// <exception cref="InvalidOperationException">The check has no rule.</exception>
    public static Observation Ask(CheckDefinition check, Subject subject)
    {
        Rule rule = check.Rule ?? throw new InvalidOperationException($"{check.Id} has no rule: it is no static check.");
        List<Looked> looked =
        [
            .. subject.Items.Where(item => item.Kind == rule.Kind)
                .Select(item => Look(rule, item)).OfType<Looked>(),
        ];
        return looked.Count == 0 ? None(check, rule, subject) : rule.Quantifier switch
        {
            Quantifier.Each => Each(check, rule, subject, looked),
            Quantifier.Some => Some(check, rule, subject, looked),
            _ => throw new InvalidOperationException($"Quantifier {rule.Quantifier} is not defined."),
        };
    }

    // Meant: whether the claim is about the item for certain, or may be.
    private sealed record Looked(Item Item, bool Meant, Judgement Holds)
    {
        public Place Place => Holds.Because?.Place ?? Item.Place;
    }

    // Null when the claim is not about the item. One that only may be meant speaks for nothing: if it doesn't hold it may not
    // have had to, and if it holds it may not be the one that was asked for.
    private static Looked? Look(Rule rule, Item item)
    {
        Judgement meant = rule.Where?.Of(item) ?? new(Truth.True, null);
        Judgement holds = rule.Holds.Of(item);
        Truth saysNothing = rule.Quantifier == Quantifier.Each ? Truth.False : Truth.True;
        return meant.Truth switch
        {
            Truth.False => null,
            Truth.Unknown => new(item, false, holds.Truth == saysNothing ? meant : holds),
            _ => new(item, true, holds),
        };
    }

    // Where no item is meant for certain there may be none, and then the rule's word for that case stands.
    private static Observation? MaybeNone(Rule rule, List<Looked> looked, Outcome otherwise) => looked.Any(one => one.Meant) || rule.WhenNone == otherwise
        ? null
        : Observation.Unknown($"The files don't tell whether there is a {rule.Kind} that this is about.", Source);

    private static Observation Each(CheckDefinition check, Rule rule, Subject subject, List<Looked> looked)
    {
        List<Looked> against = [.. looked.Where(one => one.Holds.Truth == Truth.False)];
        List<Looked> open = [.. looked.Where(one => one.Holds.Truth == Truth.Unknown)];
        if (against.Count > 0)
        {
            return Found(check, looked.Count, [.. against.Select(one => (one.Place, Sentence.Fill(rule.Says, one.Item)))]);
        }

        return open.Count > 0 ? Open(open)
            : Missed(rule, subject) ?? MaybeNone(rule, looked, Outcome.Pass) ?? Observation.Of(check, 0, looked.Count, Source, $"Holds for {Counted(looked.Count, rule.Kind)} looked at: {Names(looked)}.");
    }

    private static Observation Some(CheckDefinition check, Rule rule, Subject subject, List<Looked> looked)
    {
        List<Looked> holding = [.. looked.Where(one => one.Holds.Truth == Truth.True)];
        List<Looked> open = [.. looked.Where(one => one.Holds.Truth == Truth.Unknown)];
        return holding.Count > 0 ? Observation.Of(check, 0, looked.Count, Source, $"Holds for {Names(holding)}.")
            : open.Count > 0 ? Open(open)
            : Missed(rule, subject) ?? MaybeNone(rule, looked, Outcome.Fail) ?? Found(check, looked.Count, [(looked[0].Place, Sentence.Fill(rule.Says, looked[0].Item))]);
    }

    private static Observation None(CheckDefinition check, Rule rule, Subject subject) => Missed(rule, subject) ?? rule.WhenNone switch
    {
        Outcome.Fail => Found(check, 1, [(subject.Place, Sentence.Fill(rule.Says, null))]),
        Outcome.Pass => Observation.Of(check, 0, 1, Source, $"Nothing that this is about is in the files (no such {rule.Kind})."),
        Outcome.Unknown => Observation.Unknown($"The files don't tell: no {rule.Kind} that this is about was found in them.", Source),
        _ => throw new InvalidOperationException($"Outcome {rule.WhenNone} is not defined."),
    };

    private static Observation? Missed(Rule rule, Subject subject) =>
        subject.Incomplete.TryGetValue(rule.Kind, out string? reason) ? Observation.Unknown($"Not everything could be read: {reason}", Source) : null;

    private static Observation Found(CheckDefinition check, int samples, List<(Place Place, string Text)> findings) => Observation.Of(
        check, findings.Count, samples, Source,
        findings.Count == 1 ? findings[0].Text : $"{findings[0].Text} ({findings.Count - 1} more like it)",
        [.. findings.Select(finding => $"{finding.Place}: {finding.Text}")]) with { Places = [.. findings.Select(finding => finding.Place)] };

    private static Observation Open(List<Looked> open) => Observation.Unknown(
        $"{open[0].Item.Name}: {Reason(open[0])}", Source, [.. open.Select(one => $"{one.Place}: {one.Item.Name}: {Reason(one)}")]) with
    {
        Places = [.. open.Select(one => one.Place)],
    };

    private static string Reason(Looked one) => one.Holds.Because?.UnknownBecause ?? "it can't be told from the files.";

    private static string Counted(int count, string kind) => count == 1 ? $"the one {kind}" : $"all {count} of kind {kind}";

    private static string Names(List<Looked> looked) =>
        string.Join(", ", looked.Take(8).Select(one => one.Item.Name)) + (looked.Count > 8 ? $" and {looked.Count - 8} more" : "");
}
