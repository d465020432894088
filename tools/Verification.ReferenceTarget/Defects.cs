using static Verification.ReferenceTarget.DefectKind;

namespace Verification.ReferenceTarget;

/// <summary>Where a defect acts.</summary>
public enum DefectKind
{
    /// <summary>When the worker stores an event: API and SQL both show it.</summary>
    Storing,

    /// <summary>When the web process takes a request.</summary>
    Receiving,

    /// <summary>In API answers only: SQL stays right.</summary>
    Answering,

    /// <summary>When the scheduler runs: what it checks and whom it tells.</summary>
    Scheduled,

    /// <summary>A shortcoming of GlitchTip 5.2 itself; <c>--like 5.2</c> turns all of them on.</summary>
    KnownBehaviour,
}

/// <summary>One switch of the target: its id, where it acts and what it changes.</summary>
public sealed record Defect(string Id, DefectKind Kind, string Description);

/// <summary>The catalogue of everything that can be made wrong on purpose, one thing each.</summary>
public static class Defects
{
#pragma warning disable CS1591 // The description of each id stands in the catalogue below.
    public const string LoseOneInFive = "lose-one-in-five";
    public const string DuplicateEvent = "duplicate-event";
    public const string SwapProject = "swap-project";
    public const string TruncateMessage = "truncate-message";
    public const string WrongRelease = "wrong-release";
    public const string WrongEnvironment = "wrong-environment";
    public const string DropServerName = "drop-server-name";
    public const string ShiftTimestamp = "shift-timestamp";
    public const string WrongSdkVersion = "wrong-sdk-version";
    public const string StripFrames = "strip-frames";
    public const string StripCsharpFrames = "strip-csharp-frames";
    public const string ShiftLines = "shift-lines";
    public const string DropSourceContext = "drop-source-context";
    public const string LoseMechanism = "lose-mechanism";
    public const string DropUserEmail = "drop-user-email";
    public const string SwapUserId = "swap-user-id";
    public const string ReverseBreadcrumbs = "reverse-breadcrumbs";
    public const string DropLastBreadcrumb = "drop-last-breadcrumb";
    public const string DropBreadcrumbCategory = "drop-breadcrumb-category";
    public const string DropLastTag = "drop-last-tag";
    public const string LowercaseTags = "lowercase-tags";
    public const string FlattenExtra = "flatten-extra";
    public const string CutExtraDepth = "cut-extra-depth";
    public const string WrongLevel = "wrong-level";
    public const string SplitGroups = "split-groups";
    public const string MergeGroups = "merge-groups";
    public const string DropErrorContext = "drop-error-context";
    public const string DropCause = "drop-cause";
    public const string SlowWorker = "slow-worker";
    public const string CountOffByOne = "count-off-by-one";
    public const string StatsUndercount = "stats-undercount";
    public const string FirstEventMangled = "first-event-mangled";
    public const string AcceptAnyKey = "accept-any-key";
    public const string StoreAcceptsAnyKey = "store-accepts-any-key";
    public const string CopyToOtherProject = "copy-to-other-project";
    public const string LateDuplicate = "late-duplicate";
    public const string ApiLosesDetail = "api-loses-detail";
    public const string OpenSignUp = "open-sign-up";
    public const string ApiDropsTag = "api-drops-tag";
    public const string ApiReversesBreadcrumbs = "api-reverses-breadcrumbs";
    public const string ApiCutsMessage = "api-cuts-message";
    public const string ApiHidesExtra = "api-hides-extra";
    public const string SlowUnderBurst = "slow-under-burst";
    public const string OneAtATime = "one-at-a-time";
    public const string StallUnderLoad = "stall-under-load";
    public const string FailUnderLoad = "fail-under-load";
    public const string RefuseWithoutRetryAfter = "refuse-without-retry-after";
    public const string LoseSdkBurst = "lose-sdk-burst";
    public const string MemorySpike = "memory-spike";
    public const string MemoryHog = "memory-hog";
    public const string LoseUnderLoad = "lose-under-load";
    public const string DuplicateUnderLoad = "duplicate-under-load";
    public const string AlterUnderLoad = "alter-under-load";
    public const string SplitUnderLoad = "split-under-load";
    public const string SwapUnderLoad = "swap-under-load";
    public const string HoldOneBack = "hold-one-back";
    public const string SmallBatches = "small-batches";
    public const string QueueNeverDrains = "queue-never-drains";
    public const string LeakPerEvent = "leak-per-event";
    public const string BurstMemoryKept = "burst-memory-kept";
    public const string BloatEvent = "bloat-event";
    public const string LateBurst = "late-burst";
    public const string LoseOneInAThousand = "lose-one-in-a-thousand";
    public const string ReleaseStaysOpen = "release-stays-open";
    public const string ReleaseNotCreated = "release-not-created";
    public const string MapsNotApplied = "maps-not-applied";
    public const string MapsOffByOne = "maps-off-by-one";
    public const string MonitorNeverRuns = "monitor-never-runs";
    public const string MonitorMissesOutage = "monitor-misses-outage";
    public const string MonitorMissesRecovery = "monitor-misses-recovery";
    public const string IssueAlertNever = "issue-alert-never";
    public const string IssueAlertTwice = "issue-alert-twice";
    public const string IssueAlertForgetsMail = "issue-alert-forgets-mail";
    public const string IssueAlertWrongColour = "issue-alert-wrong-colour";
    public const string IssueAlertWrongLink = "issue-alert-wrong-link";
    public const string UptimeAlertNever = "uptime-alert-never";
    public const string UptimeAlertTwice = "uptime-alert-twice";
    public const string UptimeAlertWrongText = "uptime-alert-wrong-text";
    public const string UnknownItemAborts = "unknown-item-aborts";
    public const string WrongKeyBlocksProject = "wrong-key-blocks-project";
    public const string RepeatStoredTwice = "repeat-stored-twice";
    public const string MalformedFieldLost = "malformed-field-lost";
    public const string StaticHealth = "static-health";
    public const string UnackedWaitsAnHour = "unacked-waits-an-hour";
    public const string DatabaseOutageLoses = "database-outage-loses";
    public const string DropBatchOnStop = "drop-batch-on-stop";
    public const string ForgetUnackedOnStart = "forget-unacked-on-start";
    public const string LoseWhileFrozen = "lose-while-frozen";
    public const string AbortRequestsOnStop = "abort-requests-on-stop";
#pragma warning restore CS1591

    /// <summary>Every switch there is, in the order of the README.</summary>
    public static IReadOnlyList<Defect> All { get; } =
    [
        new(LoseOneInFive, Storing, "every 5th event of a project taken from the queue is dropped"),
        new(DuplicateEvent, Storing, "every 4th event of a project is stored twice under the same id; all counts agree"),
        new(SwapProject, Storing, "every 4th event of a project is stored in another project of the organization"),
        new(CopyToOtherProject, Storing, "every 4th event of a project is stored in another project of the organization as well"),
        new(LateDuplicate, Storing, "every 4th event of a project comes back from the queue and is stored once more, one batch later"),
        new(TruncateMessage, Storing, "title, message and exception values are cut to 8 characters"),
        new(WrongRelease, Storing, "the release is replaced by \"other\""),
        new(WrongEnvironment, Storing, "the environment is replaced by \"other\""),
        new(DropServerName, Storing, "the server name is lost"),
        new(ShiftTimestamp, Storing, "the event's timestamp is one hour late"),
        new(WrongSdkVersion, Storing, "the SDK version is replaced by \"0.0.0\""),
        new(StripFrames, Storing, "stack traces are removed"),
        new(StripCsharpFrames, Storing, "stack traces are removed from events of the platform csharp, and of no other"),
        new(ShiftLines, Storing, "line numbers of frames are one too high"),
        new(DropSourceContext, Storing, "source lines around frames are removed"),
        new(LoseMechanism, Storing, "the exceptions' mechanism is removed"),
        new(DropUserEmail, Storing, "the user's e-mail address is removed"),
        new(SwapUserId, Storing, "the user's id is replaced by \"another-user\""),
        new(ReverseBreadcrumbs, Storing, "breadcrumbs are stored in reverse order"),
        new(DropLastBreadcrumb, Storing, "the last breadcrumb is lost"),
        new(DropBreadcrumbCategory, Storing, "the breadcrumbs' category is removed"),
        new(DropLastTag, Storing, "the last tag that the sender set is lost"),
        new(LowercaseTags, Storing, "values of tags that the sender set are lowercased"),
        new(FlattenExtra, Storing, "nested extra becomes one level of \"a.b.c\" keys"),
        new(CutExtraDepth, Storing, "extra below depth 3 becomes \"[Object]\""),
        new(WrongLevel, Storing, "the level is always error"),
        new(SplitGroups, Storing, "every event makes an issue of its own"),
        new(MergeGroups, Storing, "all events of a project share one issue"),
        new(DropErrorContext, Storing, "contexts with names that GlitchTip does not know are dropped"),
        new(DropCause, Storing, "chained exceptions are removed, the main one stays"),
        new(SlowWorker, Storing, "each batch waits 6.5 s before it is stored"),
        new(CountOffByOne, Storing, "an issue's count is one too low from its 2nd event on"),
        new(StatsUndercount, Storing, "the hourly statistic misses every 3rd event of a project"),
        new(FirstEventMangled, Storing, "the first event stored after a start says \"<lost>\""),
        new(AcceptAnyKey, Receiving, "any key is accepted for an existing project"),
        new(StoreAcceptsAnyKey, Receiving, "/store/ accepts any key for an existing project, /envelope/ does not"),
        new(OpenSignUp, Receiving, "anybody can sign up, whatever the environment says"),
        new(ApiDropsTag, Answering, "answers lack the last tag (in the order of the database) that the sender set"),
        new(ApiReversesBreadcrumbs, Answering, "answers have breadcrumbs in reverse order"),
        new(ApiCutsMessage, Answering, "answers cut message, title and exception values to 8 characters"),
        new(ApiHidesExtra, Answering, "answers have no extra"),
        new(ApiLosesDetail, Answering, "events of level warning are listed, but their detail is answered with 404"),
        new(ReleaseNotCreated, Receiving, "a release is answered as created and is not"),
        new(ReleaseStaysOpen, Receiving, "a release keeps the date that it was created with when it is finalised"),
        new(MapsNotApplied, Storing, "source maps are taken and never applied"),
        new(MapsOffByOne, Storing, "source maps lead to the line after the right one"),
        new(SlowUnderBurst, Receiving, "of more than 60 requests of a project in hand at once, those beyond the 60th are answered 1.5 s later"),
        new(OneAtATime, Receiving, "from a project's 50th event on, its ingest answers one request at a time, 15 ms each"),
        new(StallUnderLoad, Receiving, "under sustained load, ingest of projects under load waits during 1.4 s of every 3.5 s"),
        new(FailUnderLoad, Receiving, "under sustained load, every 8th event of the project is answered 503 with Retry-After: 1 and not queued"),
        new(RefuseWithoutRetryAfter, Receiving, "under sustained load, every 40th event of the project is answered 429 without Retry-After and not queued"),
        new(LoseSdkBurst, Receiving, "from a project's 50th event on, every 20th is answered 200 and forgotten if a Sentry SDK sent it"),
        new(MemorySpike, Receiving, "the web process touches 1.5 GiB for 300 ms, once, at the first project's 60th event"),
        new(MemoryHog, Receiving, "the web process keeps 450 MiB touched from the first project's 60th event on"),
        new(LoseUnderLoad, Storing, "the last event of each full batch is acknowledged and not stored"),
        new(DuplicateUnderLoad, Storing, "the last event of each full batch is stored twice under the same id, as after a retry"),
        new(AlterUnderLoad, Storing, "the last event of each full batch loses a nested value of its extra, never the serial number"),
        new(SplitUnderLoad, Storing, "the last event of each full batch gets a grouping hash of its own"),
        new(SwapUnderLoad, Storing, "the last two events of each full batch are stored under each other's ids"),
        new(HoldOneBack, Storing, "the 100th event of a project stays in \"unacked\" for 65 s before it is stored; others pass it"),
        new(SmallBatches, Storing, "while more than 50 events wait, the worker takes 8 at a time and holds each such batch for its whole 2 s"),
        new(QueueNeverDrains, Storing, "once more than 300 events wait, the oldest 5 of them are never taken from the queue"),
        new(LeakPerEvent, Storing, "each event stored leaves 1 KiB behind in the worker"),
        new(BurstMemoryKept, Storing, "each project's 60th event leaves 30 MiB behind in the worker"),
        new(BloatEvent, Storing, "each event beyond its project's 50th carries 48 KiB of padding that can't be compressed"),
        new(LateBurst, Storing, "a batch with events of a project under load waits 6 s before it is stored"),
        new(LoseOneInAThousand, Storing, "every 1,000th event of a project taken from the queue is dropped"),
        new(DropBatchOnStop, Storing, "the batch in hand at SIGTERM is acknowledged and not stored"),
        new(ForgetUnackedOnStart, Storing, "a worker that starts forgets what the one before it had taken and not stored"),
        new(LoseWhileFrozen, Storing, "a batch that took longer than 2.8 s to collect is acknowledged and not stored"),
        new(AbortRequestsOnStop, Receiving, "requests in hand at SIGTERM are broken off"),
        new(MonitorNeverRuns, Scheduled, "monitored sites are never checked, as without a scheduler"),
        new(MonitorMissesOutage, Scheduled, "a monitored site is always seen up"),
        new(MonitorMissesRecovery, Scheduled, "a monitored site that was down once is seen down ever after"),
        new(IssueAlertNever, Scheduled, "nobody is told of an issue"),
        new(IssueAlertTwice, Scheduled, "of each issue everybody is told again at the next look"),
        new(IssueAlertForgetsMail, Scheduled, "of issues all are told but those who get e-mail"),
        new(IssueAlertWrongColour, Scheduled, "alerts show every issue in the colour of level info"),
        new(IssueAlertWrongLink, Scheduled, "alerts lead to the issue after the one they tell of"),
        new(UptimeAlertNever, Scheduled, "nobody is told of an outage or a recovery"),
        new(UptimeAlertTwice, Scheduled, "of each outage and recovery everybody is told twice"),
        new(UptimeAlertWrongText, Scheduled, "of an outage everybody is told that the site is back up"),
        new(UnknownItemAborts, KnownBehaviour, "an unknown envelope item drops the rest of the envelope with 200"),
        new(WrongKeyBlocksProject, KnownBehaviour, "one wrong key blocks the project's right keys for 30 s"),
        new(RepeatStoredTwice, KnownBehaviour, "/store/ stores a repeated event id twice"),
        new(MalformedFieldLost, KnownBehaviour, "a malformed field loses the whole event with 200"),
        new(StaticHealth, KnownBehaviour, "/_health/ answers 200 whatever happens"),
        new(UnackedWaitsAnHour, KnownBehaviour, "what a killed worker had taken returns to the queue after an hour, not when a worker starts"),
        new(DatabaseOutageLoses, KnownBehaviour, "a batch that PostgreSQL has not taken for 2.5 s is acknowledged and lost"),
    ];
}
