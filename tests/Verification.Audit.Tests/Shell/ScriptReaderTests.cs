using FluentAssertions;
using Verification.Audit.Shell;
using Xunit;

namespace Verification.Audit.Tests.Shell;

/// <summary>Whole scripts and what is told about them.</summary>
public sealed class ScriptReaderTests
{
    private static readonly Dictionary<string, string> OpsEnv = new() { ["ops.env"] = "OFFSITE_COMMAND=\"rclone copy\"\nALERT_URL=https://alerts.example.test/hook\nRETENTION_DAYS=45\n" };

    [Fact]
    public void Read_NaiveBackup_SeesWhatTheReviewerSawAndTheHiddenPipe()
    {
        ScriptFacts facts = ScriptReader.Read("backup.sh", Scripts.NaiveBackup);
        facts.NotUnderstood.Should().BeEmpty();
        facts.Purpose.Should().Be(ScriptPurpose.Backup);
        facts.Should().Tell("dumps compressed timestamped deletesOld retentionDays logsTo",
            "dumpFailureNoticed integrityTested checksummed offsite alerts atomic locked ownerOnly savesUploads exitsNonZeroOnFailure deletesBlindly");
        facts.RetentionDays.Number.Should().Be(30);
        facts.LogsTo.Text.Should().Be("/var/log/glitchtip-backup.log");
        facts.Dumps.Place!.ToString().Should().Be("backup.sh:6");
        facts.DeletesAfterFailure.Holds.Should().BeTrue("find runs although the dump failed");
    }

    [Fact]
    public void Read_CarefulBackup_HoldsEverything()
    {
        ScriptFacts facts = ScriptReader.Read("backup.sh", Scripts.CarefulBackup, OpsEnv.GetValueOrDefault);
        facts.NotUnderstood.Should().BeEmpty();
        facts.Should().Tell(
            "dumps dumpFailureNoticed compressed integrityTested checksummed timestamped deletesOld offsite offsiteFailureNoticed alerts atomic locked ownerOnly savesUploads exitsNonZeroOnFailure",
            "deletesBlindly deletesAfterFailure");
        facts.RetentionDays.Number.Should().Be(45, "ops.env sets it");
    }

    [Fact]
    public void Read_CarefulBackupWithoutItsSettings_RequiredVariablesAreEnough()
    {
        ScriptFacts facts = ScriptReader.Read("backup.sh", Scripts.CarefulBackup);
        facts.Should().Tell("offsite offsiteFailureNoticed alerts dumpFailureNoticed", "");
        facts.RetentionDays.Number.Should().Be(30, "that is the default");
    }

    [Fact]
    public void Read_Monitor_WatchesAndAlerts()
    {
        ScriptFacts facts = ScriptReader.Read("monitor.sh", Scripts.Monitor);
        facts.Purpose.Should().Be(ScriptPurpose.Monitor);
        facts.Should().Tell("alerts watchesMemory exitsNonZeroOnFailure readsHealthOnly", "watchesDisk probesDelivery dumps");
    }

    [Fact]
    public void Read_HandRunMonitor_PrintsButWatchesNothing()
    {
        ScriptFacts facts = ScriptReader.Read("monitor.sh", Scripts.HandRunMonitor);
        facts.Purpose.Should().Be(ScriptPurpose.Monitor);
        facts.NotUnderstood.Should().BeEmpty();
        facts.Should().Tell("readsHealthOnly", "alerts watchesMemory watchesDisk probesDelivery");
        facts.WatchesMemory.Place!.Line.Should().Be(7, "that is where memory is printed");
    }

    [Fact]
    public void Read_SmokeTest_SendsAndReadsBack()
    {
        ScriptFacts facts = ScriptReader.Read("probe.sh", Scripts.SmokeTest);
        facts.Purpose.Should().Be(ScriptPurpose.SmokeTest);
        facts.Should().Tell("probesDelivery exitsNonZeroOnFailure", "alerts readsHealthOnly");
    }

    [Fact]
    public void Read_RestoreTest_RestoresAndCompares()
    {
        ScriptFacts facts = ScriptReader.Read("weekly.sh", Scripts.RestoreTest);
        facts.Purpose.Should().Be(ScriptPurpose.RestoreTest);
        facts.Should().Tell("comparesRestored exitsNonZeroOnFailure", "dumps alerts");
    }

    [Fact]
    public void Read_Rollback_IsToldByWhatItDoes()
    {
        ScriptFacts facts = ScriptReader.Read("undo.sh", Scripts.Rollback);
        facts.Purpose.Should().Be(ScriptPurpose.Rollback);
        facts.Should().Tell("usesRestart", "dumps backsUpEnv");
    }

    [Fact]
    public void Read_MonitorThatRunsTheSmokeTest_SeesThroughIt()
    {
        const string Text = "#!/bin/sh\ncd /opt/glitchtip\n./smoke-test.sh || curl -d down \"$ALERT_URL\"\n";
        ScriptFacts facts = ScriptReader.Read("monitor.sh", Text, path => path == "smoke-test.sh" ? Scripts.SmokeTest : null);
        facts.Should().Tell("probesDelivery alerts", "");
        ScriptReader.Read("monitor.sh", Text).ProbesDelivery.UnknownBecause.Should().Contain("smoke-test.sh");
    }
}
