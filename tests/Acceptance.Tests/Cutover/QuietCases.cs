using Verification.Acceptance.Cutover;
using Verification.Readiness;
using static Verification.Acceptance.Tests.Cutover.WholeWay;

namespace Verification.Acceptance.Tests.Cutover;

/// <summary>What can be wrong with what is left and kept.</summary>
internal static class QuietCases
{
    private const UnixFileMode Shared = Private | UnixFileMode.GroupRead;
    private const string Bot = "chat-bot", Api = "api-server";

    public static IReadOnlyList<DrillCase> All { get; } =
    [
        new(nameof(OldEndpointIsQuiet), "a forgotten process", () => Late(24, Bot), Outcome.Fail, "1 events of chat-bot"),
        new(nameof(OldEndpointIsQuiet), "somebody without a name", () => Late(32.9, null), Outcome.Fail, "1 events of unknown"),
        new(nameof(OldEndpointIsQuiet), "while the cutover goes on", () => Late(22.9, Bot), Outcome.Pass, "Nothing arrived"),
        new(nameof(OldEndpointIsQuiet), "when one service goes back", () => Late(33.1, Api), Outcome.Pass, "Nothing arrived"),
        new(nameof(OldEndpointIsQuiet), "the cutover failed", () => Run() with { Cutover = Ended(1) }, Outcome.Unknown, "did not complete"),
        new(nameof(OldEndpointIsQuiet), "the cutover failed and somebody sends", () => Late(24, Bot) with { Cutover = Ended(1) }, Outcome.Unknown, "did not complete"),
        new(nameof(OldEndpointIsQuiet), "there was no cutover", () => Run() with { Cutover = null }, Outcome.Unknown, "did not complete"),

        new(nameof(EnvBackupIsPreserved), "there is none", () => Run() with { Backup = null, BackupMode = null, BackupAfter = null }, Outcome.Fail, "no file beside .env"),
        new(nameof(EnvBackupIsPreserved), "the group can read it", () => Run() with { BackupMode = Shared }, Outcome.Fail, "can be read by others (640)"),
        new(nameof(EnvBackupIsPreserved), "it is moved back", () => Run() with { BackupAfter = null }, Outcome.Fail, ".env.backup.1 is gone after the rollback"),
        new(nameof(EnvBackupIsPreserved), "it is overwritten", () => Run() with { BackupAfter = (Env("new"), Private) }, Outcome.Fail, "is another after the rollback"),
        new(nameof(EnvBackupIsPreserved), "it is opened later", () => Run() with { BackupAfter = (Env(), Shared) }, Outcome.Fail, "can be read by others after the rollback"),
        new(nameof(EnvBackupIsPreserved), "a cutover that fails later keeps it", () => Run() with { Cutover = Ended(1) }, Outcome.Pass, ".env.backup.1 holds"),
        new(nameof(EnvBackupIsPreserved), "a cutover that fails without one", () => Run() with { Cutover = Ended(1), Backup = null }, Outcome.Fail, "no file beside .env"),
        new(nameof(EnvBackupIsPreserved), "the script refuses", () => Run() with { Cutover = Ended(2) }, Outcome.Unknown, "There was no cutover"),
        new(nameof(EnvBackupIsPreserved), "the script was not called", () => Run() with { Cutover = null }, Outcome.Unknown, "it was not called"),

        new(nameof(ParallelSetsAreEqual), "the new endpoint lacks one", () => Stored((_, @new) => @new.Remove("chat-bot/both/2")), Outcome.Fail, "chat-bot/both/2 is at the old endpoint only"),
        new(nameof(ParallelSetsAreEqual), "the old endpoint lacks one", () => Stored((old, _) => old.Remove("chat-bot/both/2")), Outcome.Fail, "chat-bot/both/2 is at the new endpoint only"),
        new(nameof(ParallelSetsAreEqual), "each lacks another, so counts agree", () => Stored((old, @new) => { old.Remove("chat-bot/both/1"); @new.Remove("chat-bot/both/2"); }), Outcome.Fail, "2 differences between 5"),
        new(nameof(ParallelSetsAreEqual), "a field differs", () => Run() with { Contents = new(6, 60, ["tags.run is other"]) }, Outcome.Fail, "tags.run is other"),
        new(nameof(ParallelSetsAreEqual), "no content was compared", () => Run() with { Contents = new(0, 0, []) }, Outcome.Unknown, "Nothing could be looked at"),
        new(nameof(ParallelSetsAreEqual), "there was no parallel phase", () => Without("chat-bot/both", "api-server/both"), Outcome.Unknown, "No event of api-server, chat-bot is at both endpoints"),
    ];
}
