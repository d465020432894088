using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Tests.Verdicts;

/// <summary>Everything that can have happened to one check.</summary>
public enum State
{
    Passed,
    Failed,
    Errored,
    Missing,
    Unbuilt,
    Expired,
    FromTheFuture,
    AboutAnotherSubject,
    HeldAgainstAnotherBound,
    ContradictedByItsFigure,
    LookedAtNothing,
    Quarantined,
    FailedAndQuarantined,
    PassedThenFailed,
    FailedThenPassed,
    PassedAndErrored,
    FailedButWaived,
    FailedWithExpiredWaiver,
    PassedThoughWaived,
    UnknownThoughWaived,
}

/// <summary>One check of a world: what it is, and what happened to it.</summary>
internal sealed record Case(Requirement Requirement, State State, double Points = 5, string Category = "Integration")
{
    public static IReadOnlyList<Case> All { get; } =
        [.. from requirement in Enum.GetValues<Requirement>() from state in Enum.GetValues<State>() select new Case(requirement, state)];

    /// <summary>One case for each thing that a check can do to a verdict.</summary>
    public static IReadOnlyList<Case> Kinds { get; } = [.. All.Where(one => one.State is State.Passed or State.Failed or State.Errored or State.FailedButWaived)];

    /// <summary>All but those that were seen to hold.</summary>
    public static IReadOnlyList<Case> Bad { get; } = [.. All.Where(one => one.State is not (State.Passed or State.PassedThoughWaived))];

    public override string ToString() => $"{Requirement} {State} {Points}";
}

/// <summary>What surrounds the checks of a world.</summary>
internal sealed record Setting(
    RunScope Scope, TargetKind Kind, bool OnlySomeAreas = false, bool Unmet = false, bool Interrupted = false, bool HarnessFailed = false,
    bool Stranger = false, bool Gate = false, bool Dirty = false)
{
    /// <summary>Every scope on every target.</summary>
    public static IReadOnlyList<Setting> Plain { get; } =
        [.. from scope in Enum.GetValues<RunScope>() from kind in Enum.GetValues<TargetKind>() select new Setting(scope, kind)];

    /// <summary>One setting for each scope, and both targets that can decide.</summary>
    public static IReadOnlyList<Setting> EveryScope { get; } =
    [
        new(RunScope.Full, TargetKind.Containers), new(RunScope.Full, TargetKind.Attached), new(RunScope.Rehearsal, TargetKind.Embedded),
        new(RunScope.Partial, TargetKind.Containers), new(RunScope.Audit, TargetKind.Files),
    ];

    /// <summary>Every scope on every target in every condition.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        .. from plain in Plain
           from bits in Enumerable.Range(0, 128)
           select plain with
           {
               OnlySomeAreas = (bits & 1) != 0, Unmet = (bits & 2) != 0, Interrupted = (bits & 4) != 0, HarnessFailed = (bits & 8) != 0,
               Stranger = (bits & 16) != 0, Gate = (bits & 32) != 0, Dirty = (bits & 64) != 0,
           },
    ];

    public bool Full => this is { Scope: RunScope.Full, Kind: TargetKind.Containers or TargetKind.Attached, OnlySomeAreas: false };
}

/// <summary>A small universe: a run and what happened to each of its checks.</summary>
internal sealed record World(Setting Setting, IReadOnlyList<Case> Cases)
{
    public RunRecord Run() => Given.Run(Setting.Scope, Setting.Kind) with
    {
        Areas = Setting.OnlySomeAreas ? ["sdk"] : [],
        Unmet = Setting.Unmet ? ["what was tested is not what is deployed"] : [],
        Interrupted = Setting.Interrupted ? "Ctrl-C" : null,
        HarnessFailure = Setting.HarnessFailed ? "the disk is full" : null,
        Gate = Setting.Gate,
        WorkTreeDirty = Setting.Dirty,
    };

    public Catalogue Catalogue() => Readiness.Catalogues.Catalogue.Of(
        Cases.Select((one, index) => Given.Check(Name(index), one.Requirement, one.Points, one.Category) with { Built = one.State != State.Unbuilt }),
        Cases.Index().Where(one => Until(one.Item.State) is not null).Select(one => new Waiver(Name(one.Index), "known", "ops", Until(one.Item.State)!.Value)),
        Cases.Index().Where(one => one.Item.State is State.Quarantined or State.FailedAndQuarantined).Select(one => new Quarantine(Name(one.Index), "flakes", new DateOnly(2026, 5, 1))));

    public IReadOnlyList<EvidenceLine> Evidence()
    {
        IEnumerable<EvidenceLine> lines = Cases.SelectMany((one, index) => Lines(Name(index), one.State));
        return [.. Setting.Stranger ? lines.Append(Given.Line("RenamedAfterTheRun")) : lines];
    }

    public override string ToString() => $"{Setting}: {string.Join("; ", Cases)}";

    private static string Name(int index) => $"Check{index:00}";

    private static DateOnly? Until(State state) => state switch
    {
        State.FailedButWaived or State.PassedThoughWaived or State.UnknownThoughWaived => DateOnly.FromDateTime(Given.Now.UtcDateTime),
        State.FailedWithExpiredWaiver => DateOnly.FromDateTime(Given.Now.UtcDateTime).AddDays(-1),
        _ => null,
    };

    private static EvidenceLine[] Lines(string id, State state)
    {
        EvidenceLine pass = Given.Line(id);
        EvidenceLine fail = Given.Line(id, Outcome.Fail);
        EvidenceLine unknown = Given.Line(id, Outcome.Unknown);
        return state switch
        {
            State.Passed or State.PassedThoughWaived or State.Quarantined => [pass],
            State.Failed or State.FailedAndQuarantined or State.FailedButWaived or State.FailedWithExpiredWaiver => [fail],
            State.Errored or State.UnknownThoughWaived => [unknown],
            State.Missing or State.Unbuilt => [],
            State.Expired => [pass with { ObservedAt = Given.Now.AddDays(-7).AddSeconds(-1) }],
            State.FromTheFuture => [pass with { ObservedAt = Given.Now.AddMinutes(6) }],
            State.AboutAnotherSubject => [pass with { Subject = "sha256:another" }],
            State.HeldAgainstAnotherBound => [pass with { Threshold = Given.NoEvents with { Value = 99 } }],
            State.ContradictedByItsFigure => [pass with { Measured = 3 }],
            State.LookedAtNothing => [pass with { Samples = 0 }],
            State.PassedThenFailed => [pass, fail],
            State.FailedThenPassed => [fail, pass],
            State.PassedAndErrored => [pass, unknown],
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
    }
}
