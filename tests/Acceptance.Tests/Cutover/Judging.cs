using System.Runtime.CompilerServices;
using Verification.Acceptance.Cutover;
using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Tests.Cutover;

/// <summary>Has a check judge a run written by hand, by the threshold that the catalogue gives it.</summary>
internal static class Judging
{
    private static readonly Catalogue Definitions = CatalogueFolder.Read(RepositoryLayout.Find());

    private static readonly Dictionary<string, CutoverCheck> Checks = new CutoverCheck[]
    {
        new CutoverCompletes(new()), new EveryServiceReportsAfterCutover(new()), new FirstEventAfterCutoverIsFast(new()), new OldEndpointIsQuiet(new()), new EnvBackupIsPreserved(new()),
        new RollbackIsCompleteInTime(new()), new PartialRollbackIsolates(new()), new EmergencyDisableSilences(new()), new ParallelSetsAreEqual(new()), new NoEventIsUnexplained(new()), new RollbackTriggersFire(new()),
    }.ToDictionary(check => check.GetType().Name);

    /// <summary>Checks that judge the whole way alone.</summary>
    public static IEnumerable<string> MainChecks => Checks.Where(item => item.Value is MainDrillCheck).Select(item => item.Key);

    /// <summary>Of a check that reads the whole way alone.</summary>
    public static Observation Of(string check, MainRun run) => Judge((MainDrillCheck)Checks[check], Context(check), run);

    /// <summary>Of any check, as it asks a session.</summary>
    public static Task<Observation> OfAsync(string check, CutoverSession session) => JudgeAsync(Checks[check], Context(check), session, CancellationToken.None);

    /// <summary>A session whose drills have been made: by hand.</summary>
    /// <param name="setting">What they would be made with.</param>
    /// <param name="main">The whole way; null when nobody asked for it.</param>
    /// <param name="faults">The faults at the switch; null when nobody asked for them.</param>
    public static CutoverSession Session(CutoverSetting setting, Task<MainRun>? main, Task<FaultsRun>? faults)
    {
        CutoverSession session = new(setting);
        if (main is not null)
        {
            WholeWayOf(session) = new(main);
        }

        if (faults is not null)
        {
            FaultsOf(session) = new(faults);
        }

        return session;
    }

    private static CheckContext Context(string check) => new(Definitions.Find(check)!, null!, null!, null!, null!, null!, null!);

    // A session makes its run of real services and has no door for one made by hand; a renamed member fails every test at once.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Judge")]
    private static extern Observation Judge(MainDrillCheck check, CheckContext context, MainRun run);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "JudgeAsync")]
    private static extern Task<Observation> JudgeAsync(CutoverCheck check, CheckContext context, CutoverSession session, CancellationToken ct);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_main")]
    private static extern ref Lazy<Task<MainRun>> WholeWayOf(CutoverSession session);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_faults")]
    private static extern ref Lazy<Task<FaultsRun>> FaultsOf(CutoverSession session);
}
