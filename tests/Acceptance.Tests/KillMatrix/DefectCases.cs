using Verification.Acceptance.Alerts;
using Verification.Acceptance.Backup;
using Verification.Acceptance.Cutover;
using Verification.Acceptance.Database;
using Verification.Acceptance.Deployment;
using Verification.Acceptance.Exposure;
using Verification.Acceptance.Ingest;
using Verification.Acceptance.Integration;
using Verification.Acceptance.Limits;
using Verification.Acceptance.Load;
using Verification.Acceptance.Memory;
using Verification.Acceptance.Monitoring;
using Verification.Acceptance.Platform;
using Verification.Acceptance.Releases;
using Verification.Acceptance.Resilience;
using Verification.Acceptance.Scrubbing;
using Verification.Acceptance.Sdk;
using Verification.Acceptance.Security;
using Verification.Acceptance.Uptime;
using Verification.Acceptance.Watch;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Faults;
using Verification.Fixtures.Services;
using Verification.ReferenceTarget;

namespace Verification.Acceptance.Tests.KillMatrix;

/// <summary>A seeded defect and the check that is named for it.</summary>
public sealed record DefectCase(string Defect, string Check)
{
    /// <summary>As it appears in test names.</summary>
    public override string ToString() => $"{Defect} -> {Check}";
}

/// <summary>Every defect that can be seeded, and who must find it.</summary>
public static class DefectCases
{
    /// <summary>The whole table.</summary>
    public static IReadOnlyList<DefectCase> All => [.. OfScenarios, .. OfLoad, .. OfBackup, .. OfCutover, .. OfAlerts];

    /// <summary>Those of how a container target is started, which no option seeds; shown by ContainerDefectTests where there is an engine.</summary>
    public static IReadOnlyList<DefectCase> OfContainerTarget { get; } =
    [
        .. Of<DeploymentIsWhatWasTested>("another-image"),
        .. Of<MemoryLimitsApply>("limit-not-applied"),
    ];

    /// <summary>Those of a deployment that runs already; shown by the tests of the attached target.</summary>
    public static IReadOnlyList<DefectCase> OfAttached { get; } =
    [
        .. Of<CertificateLastsForWeeks>("certificate-about-to-expire"),
        .. Of<AnsweredCookiesAreSecure>("cookie-without-secure"),
        .. Of<AdminIsNotServed>("admin-served"),
        .. Of<StoresAreClosedOutside>("store-port-open"),
        .. Of<SecurityHeadersAreSent>("header-missing"),
        .. Of<ScheduledJobsReallyRun>("job-stopped"),
        .. Of<EveryServiceHasReported>("service-silent-since-cutover"),
        .. Of<DeployedBackupRestores>("archive-cut-off"),
        .. Of<DeployedBackupIsFresh>("old-content-under-a-new-date"),
        .. Of<ReleaseIsCreatedAndFinalized>("release-never-finalised"),
        .. Of<SensitiveHeadersAreNotDelivered>("service-sends-credentials"),
        .. Of<DatabasePasswordIsTheOneInTheFiles>("password-rotated-in-the-file-alone"),
        .. OfWatch,
    ];

    /// <summary>Those of two days: histories by these names, which the real loop watches on a clock of the tests' own (HistoryTests).</summary>
    public static IReadOnlyList<DefectCase> OfWatch =>
    [
        .. Of<WatchIsUnbroken>("a watch that was too short"),
        .. Of<UptimeIsUnbroken>("ten minutes down between two checks", "down at a check"),
        .. Of<NoRestartDuringWatch>("a worker restarted between two checks", "a worker that its engine restarted", "a worker that is gone for a check", "a web that crashes again and again"),
        .. Of<EveryCanaryIsCaptured>("a test event lost", "a test event visible but altered", "a test event captured late"),
        .. Of<RealErrorsWereSeen>("no error of any application"),
        .. Of<MemoryStaysInBudgetDuringWatch>("a host at 83 percent once"),
        .. Of<MemoryStaysFlatDuringWatch>("memory creeping one percent an hour"),
        .. Of<EveryServiceReports>("a service silent since the cutover"),
        .. Of<AvailabilityMeetsItsObjective>("one look in forty fails on the way"),
        .. Of<LatencyMeetsItsObjective>("answers that are slow"),
    ];

    /// <summary>Those that show on single events.</summary>
    public static IReadOnlyList<DefectCase> OfScenarios { get; } =
    [
        .. Of<AckedEventsAreStored>(Defects.LoseOneInFive, Defects.SwapProject),
        .. Of<AckedEventsAreStoredOnce>(Defects.DuplicateEvent, Defects.LateDuplicate, Defects.CopyToOtherProject),
        .. Of<EventFieldsAreIntact>(
            Defects.TruncateMessage, Defects.WrongRelease, Defects.WrongEnvironment, Defects.DropServerName, Defects.ShiftTimestamp, Defects.WrongSdkVersion),
        .. Of<StackTracesAreIntact>(Defects.StripFrames, Defects.StripCsharpFrames, Defects.ShiftLines, Defects.DropSourceContext, Defects.LoseMechanism),
        .. Of<UserIsPreserved>(Defects.DropUserEmail, Defects.SwapUserId),
        .. Of<BreadcrumbsKeepOrder>(Defects.ReverseBreadcrumbs, Defects.DropLastBreadcrumb, Defects.DropBreadcrumbCategory),
        .. Of<TagsAreIntact>(Defects.DropLastTag, Defects.LowercaseTags),
        .. Of<NestedExtraIsIntact>(Defects.FlattenExtra, Defects.CutExtraDepth),
        .. Of<LevelIsPreserved>(Defects.WrongLevel),
        .. Of<RepeatsGroupTogether>(Defects.SplitGroups),
        .. Of<DistinctErrorsStayApart>(Defects.MergeGroups),
        .. Of<GenuineErrorFieldsArrive>(Defects.DropErrorContext, Defects.DropCause),
        .. Of<EventsAreVisibleInTime>(Defects.SlowWorker),
        .. Of<CountsAgree>(Defects.CountOffByOne, Defects.StatsUndercount),
        .. Of<CanaryProvesReadiness>(Defects.FirstEventMangled),
        .. Of<WrongKeyIsRejected>(Defects.AcceptAnyKey, Defects.StoreAcceptsAnyKey),
        .. Of<SignUpIsClosed>(Defects.OpenSignUp),
        .. Of<ApiAgreesWithDatabase>(Defects.ApiDropsTag, Defects.ApiReversesBreadcrumbs, Defects.ApiCutsMessage, Defects.ApiHidesExtra, Defects.ApiLosesDetail),
        .. Of<DurabilityIsOn>("fsync-off", "full-page-writes-off", "synchronous-commit-off", "redis-without-aof", "redis-evicts"),
        .. Of<ReleaseIsCreatedAndFinalized>(Defects.ReleaseNotCreated, Defects.ReleaseStaysOpen),
        .. Of<FramesAreMapped>(Defects.MapsNotApplied, Defects.MapsOffByOne),
        .. Of<DatabasePasswordIsTheOneInTheFiles>("database-trusts-anybody"),
        .. Of<UnknownItemKeepsNeighbours>(Defects.UnknownItemAborts),
        .. Of<WrongKeyLeavesProjectOpen>(Defects.WrongKeyBlocksProject),
        .. Of<RepeatedEventIdIsStoredOnce>(Defects.RepeatStoredTwice),
        .. Of<MalformedFieldKeepsEvent>(Defects.MalformedFieldLost),
        .. Of<HealthReflectsDependencies>(Defects.StaticHealth),
    ];

    /// <summary>Of those that alter a field the first of each check: asked of the events of every SDK, while Node's alone are enough to show the others.</summary>
    public static IReadOnlyList<DefectCase> OfEverySdk { get; } =
        [.. OfScenarios.Where(entry => CheckTypes.All.Single(type => type.Name == entry.Check).IsSubclassOf(typeof(FieldCheck))).DistinctBy(entry => entry.Check)];

    /// <summary>Those that act under load only.</summary>
    public static IReadOnlyList<DefectCase> OfLoad => [.. OfPatience, .. OfHaste];

    /// <summary>Those that take a minute or more, nearly all of it waiting, so that they can be asked beside others.</summary>
    public static IReadOnlyList<DefectCase> OfPatience { get; } =
    [
        .. Of<BurstIsStoredAtRate>(Defects.SmallBatches),
        .. Of<BurstIsVisibleInTime>(Defects.HoldOneBack),
    ];

    /// <summary>Those that measure times and memory.</summary>
    public static IReadOnlyList<DefectCase> OfHaste { get; } =
    [
        .. Of<HostMemoryStaysInBudget>(Defects.MemorySpike),
        .. Of<BacklogDrains>(Defects.QueueNeverDrains),
        .. Of<AckedLoadIsStored>(Defects.LoseOneInAThousand),
        .. Of<BurstIsAccepted>(Defects.SlowUnderBurst),
        .. Of<BurstIsStoredExactlyOnce>(Defects.LoseUnderLoad, Defects.DuplicateUnderLoad, Defects.AlterUnderLoad, Defects.SwapUnderLoad),
        .. Of<BurstIsGrouped>(Defects.SplitUnderLoad),
        .. Of<BurstIsVisibleSoon>(Defects.LateBurst),
        .. Of<StagedLoadKeepsLatency>(Defects.StallUnderLoad),
        .. Of<LoadFailuresStayRare>(Defects.FailUnderLoad),
        .. Of<RefusalsSayWhenToRetry>(Defects.RefuseWithoutRetryAfter),
        .. Of<HeadlineRateIsSustained>(Defects.OneAtATime),
        .. Of<SdkBurstsAreDelivered>(Defects.LoseSdkBurst),
        .. Of<DatabaseGrowthStaysInBudget>(Defects.BloatEvent),
        .. Of<BurstMemoryGrowthIsSmall>(Defects.BurstMemoryKept),
        .. Of<StackMemoryStaysInBudget>(Defects.MemoryHog),
        .. Of<MemoryDoesNotLeak>(Defects.LeakPerEvent),
    ];

    /// <summary>Those of a rehearsed recovery; the one whose events stay queued for whoever comes next is the last.</summary>
    public static IReadOnlyList<DefectCase> OfBackup { get; } =
    [
        .. Of<BackupArchiveIsWhole>(BackupDefects.Truncated, BackupDefects.BitFlipped, BackupDefects.Empty, BackupDefects.Unreadable),
        .. Of<BackupHoldsTheCanary>(BackupDefects.AnotherDatabase, BackupDefects.Yesterday),
        .. Of<BackupRestoresCompletely>(BackupDefects.MissesTable, BackupDefects.MissesPartition),
        .. Of<RestoredSequencesContinue>(BackupDefects.ResetsSequences),
        .. Of<RestoredReferencesHold>(BackupDefects.BreaksReference),
        .. Of<RestoredIndexesAreSound>(BackupDefects.CorruptsIndex),
        .. Of<RestoredSchemaIsIdentical>(BackupDefects.DuringMigration),
        .. Of<RestoreKeepsDsnKeys>(BackupDefects.RegeneratesKeys),
        .. Of<RestoreIsAllOrNothing>(BackupDefects.IntoFilled),
        .. Of<RestoreKeepsSecretKey>(BackupDefects.ChangesSecretKey),
        .. Of<BackupFailureIsLoud>(BackupDefects.WithoutPipefail, BackupDefects.IgnoresFullDisk, BackupDefects.SwallowsEmptyDump),
        .. Of<ConcurrentBackupsStaySound>(BackupDefects.WithoutLock),
        .. Of<RetentionKeepsWhatItPromises>(BackupDefects.DeletesOnlyGood, BackupDefects.NeverDeletes, BackupDefects.OverwritesAfterClockJump),
        .. Of<OffsiteCopyIsIdentical>(BackupDefects.OffsiteTruncated),
        .. Of<RecoveryPointIsInBudget>(BackupDefects.OnceAWeek),
        .. Of<RecoveryTimeIsInBudget>(BackupDefects.SlowLink),
        .. Of<PasswordRotationLosesNothing>(BackupDefects.RotationInFileOnly),
        .. Of<RestoredTargetWorks>(BackupDefects.ForgetsWorker),
    ];

    /// <summary>Those of a cutover drill; the one that gives every fault at the switch takes the longest, so it is the first.</summary>
    public static IReadOnlyList<DefectCase> OfCutover { get; } =
    [
        .. Of<RollbackTriggersFire>(CutoverDefects.TriggersAsleep),
        .. Of<ParallelSetsAreEqual>(CutoverDefects.ParallelLoses),
        .. Of<CutoverCompletes>(CutoverDefects.ServiceFails),
        .. Of<EveryServiceReportsAfterCutover>(CutoverDefects.ServiceMute),
        .. Of<FirstEventAfterCutoverIsFast>(CutoverDefects.WakesLate),
        .. Of<OldEndpointIsQuiet>(CutoverDefects.ForgottenProcess),
        .. Of<SensitiveHeadersAreNotDelivered>(CutoverDefects.Unscrubbed),
        .. Of<NoEventIsUnexplained>(CutoverDefects.Swallows),
        .. Of<PartialRollbackIsolates>(CutoverDefects.PartialRestartsAll),
        .. Of<EmergencyDisableSilences>(CutoverDefects.DisableForgotten),
        .. Of<RollbackIsCompleteInTime>(CutoverDefects.RollbackInexact),
        .. Of<EnvBackupIsPreserved>(CutoverDefects.BackupConsumed),
    ];

    /// <summary>Those of what runs by the clock; the first three are watched for as long as an outage may go unseen.</summary>
    public static IReadOnlyList<DefectCase> OfAlerts { get; } =
    [
        .. Of<UptimeMonitorDetectsOutage>(Defects.MonitorNeverRuns, Defects.MonitorMissesOutage),
        .. Of<UptimeMonitorDetectsRecovery>(Defects.MonitorMissesRecovery),
        .. Of<UptimeAlertArrives>(Defects.UptimeAlertNever, Defects.UptimeAlertTwice, Defects.UptimeAlertWrongText),
        .. Of<IssueAlertArrivesOnce>(Defects.IssueAlertNever, Defects.IssueAlertTwice, Defects.IssueAlertForgetsMail, Defects.IssueAlertWrongColour, Defects.IssueAlertWrongLink),
    ];

    /// <summary>Those of resilience drills, which are made on containers; shown by ContainerDrillTests where there is an engine.</summary>
    public static IReadOnlyList<DefectCase> OfContainers { get; } =
    [
        .. Of<FrozenPartsLoseNothing>(Defects.LoseWhileFrozen),
        .. Of<CutOffPartsLoseNothing>(Defects.LoseWhileFrozen),
        .. Of<KilledWorkerResumesSoon>(Defects.UnackedWaitsAnHour),
        .. Of<GracefulWorkerStopLosesNothing>(Defects.DropBatchOnStop),
        .. Of<BrokerRestartLosesNothing>(ResilienceDefects.RedisVolumeForgotten),
        .. Of<WebStopFinishesRequests>(Defects.AbortRequestsOnStop),
        .. Of<KilledWorkerLosesNothing>(Defects.ForgetUnackedOnStart),
        .. Of<DatabaseCrashLosesNothing>(Defects.DatabaseOutageLoses),
        .. Of<MemoryLimitRestartsTheContainer>(ResilienceDefects.WebWithoutRestartPolicy),
        .. Of<UpgradeLosesNothing>(ResilienceDefects.UpgradeEmptiesTheQueue),
        .. Of<GoingBackLosesNothing>(ResilienceDefects.WayBackWithoutWorker),
    ];

    private static IEnumerable<DefectCase> Of<TCheck>(params IEnumerable<string> defects) where TCheck : CheckTest =>
        defects.Select(defect => new DefectCase(defect, typeof(TCheck).Name));
}
