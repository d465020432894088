using FluentAssertions;
using Verification.Acceptance.Backup;
using Verification.Acceptance.Exposure;
using Verification.Acceptance.Integration;
using Verification.Acceptance.Monitoring;
using Verification.Acceptance.Security;
using Verification.Acceptance.Tests.Recordings;
using Verification.Fixtures.Attached;
using Verification.Readiness;
using Xunit;

namespace Verification.Acceptance.Tests.Attached;

/// <summary>What is seen of a deployment from outside, put through the evaluators: each goes red for its own reason.</summary>
public sealed class OutsideEvaluatorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60, null, Outcome.Pass)]
    [InlineData(14, null, Outcome.Pass)]
    [InlineData(13, null, Outcome.Fail)]
    [InlineData(-1, null, Outcome.Fail)]
    [InlineData(60, "it is for another name", Outcome.Fail)]
    public void CertificateLastsForWeeks_AboutToExpire_Fails(int days, string? problem, Outcome expected) => CertificateLastsForWeeks
        .Evaluate(Recorded.Check(nameof(CertificateLastsForWeeks)), new(Now.AddDays(days).AddHours(1), problem), Now).Outcome.Should().Be(expected);

    [Fact]
    public void CertificateLastsForWeeks_NoneAtAll_Fails() => CertificateLastsForWeeks.Evaluate(Recorded.Check(nameof(CertificateLastsForWeeks)), null, Now).Outcome.Should().Be(Outcome.Fail);

    [Theory]
    [InlineData("csrftoken=abc; Path=/; SameSite=Lax; Secure", Outcome.Pass)]
    [InlineData("csrftoken=abc; Path=/; SameSite=Lax", Outcome.Fail)]
    [InlineData("csrftoken=Secure; Path=/", Outcome.Fail)]
    public void AnsweredCookiesAreSecure_WithoutSecure_Fails(string line, Outcome expected) =>
        AnsweredCookiesAreSecure.Evaluate(Recorded.Check(nameof(AnsweredCookiesAreSecure)), [line]).Outcome.Should().Be(expected);

    [Fact]
    public void AnsweredCookiesAreSecure_NoCookie_IsUnknown() => AnsweredCookiesAreSecure.Evaluate(Recorded.Check(nameof(AnsweredCookiesAreSecure)), []).Outcome.Should().Be(Outcome.Unknown);

    [Theory]
    [InlineData(false, Outcome.Pass)]
    [InlineData(true, Outcome.Fail)]
    public void SecurityHeadersAreSent_WithoutHsts_FailsWhereTheAddressIsEncrypted(bool encrypted, Outcome expected) => SecurityHeadersAreSent
        .Evaluate(Recorded.Check(nameof(SecurityHeadersAreSent)), encrypted, new Dictionary<string, string> { ["x-content-type-options"] = "nosniff", ["x-frame-options"] = "DENY" }).Outcome.Should().Be(expected);

    [Fact]
    public void SecurityHeadersAreSent_None_NamesEach() => SecurityHeadersAreSent.Evaluate(Recorded.Check(nameof(SecurityHeadersAreSent)), true, new Dictionary<string, string>()).Details.Should().HaveCount(3);

    [Fact]
    public void ScheduledJobsReallyRun_JobsWhoseLogTellsNothing_AreUnknownNotStopped()
    {
        JobLook ran = new("backup.sh", "0 3 * * *", 25, Now.AddHours(-3), false, null), silent = new("monitor.sh", "*/15 * * * *", 0.25, null, false, "it keeps no log"), never = new("smoke-test.sh", "5 */6 * * *", 6, null, true, null);

        ScheduledJobsReallyRun.Evaluate(Recorded.Check(nameof(ScheduledJobsReallyRun)), [ran], Now).Outcome.Should().Be(Outcome.Pass);
        ScheduledJobsReallyRun.Evaluate(Recorded.Check(nameof(ScheduledJobsReallyRun)), [ran, silent], Now).Outcome.Should().Be(Outcome.Unknown);
        ScheduledJobsReallyRun.Evaluate(Recorded.Check(nameof(ScheduledJobsReallyRun)), [ran, silent, never], Now).Outcome.Should().Be(Outcome.Fail);
    }

    [Theory]
    [InlineData(302, "/admin/login/?next=/admin/", "", Outcome.Fail)]
    [InlineData(200, "", "<title>Log in | Django administration</title>", Outcome.Fail)]
    [InlineData(403, "", "", Outcome.Pass)]
    [InlineData(404, "", "", Outcome.Pass)]
    [InlineData(200, "", "<title>GlitchTip</title>", Outcome.Unknown)]
    [InlineData(502, "", "", Outcome.Unknown)]
    public void AdminIsNotServed_LogInReachable_Fails(int status, string location, string body, Outcome expected) =>
        AdminIsNotServed.Evaluate(Recorded.Check(nameof(AdminIsNotServed)), status, location, body).Outcome.Should().Be(expected);

    [Fact]
    public void StoresAreClosedOutside_PortOpen_FailsAndNamesIt()
    {
        Readiness.Evidence.Observation seen = StoresAreClosedOutside.Evaluate(Recorded.Check(nameof(StoresAreClosedOutside)), 443, [6379]);

        seen.Outcome.Should().Be(Outcome.Fail);
        seen.Details.Should().Equal("6379: Redis");
        StoresAreClosedOutside.Evaluate(Recorded.Check(nameof(StoresAreClosedOutside)), 443, []).Outcome.Should().Be(Outcome.Pass);
    }

    [Theory]
    [InlineData(false, false, Outcome.Pass)]
    [InlineData(true, true, Outcome.Fail)]
    [InlineData(true, false, Outcome.Unknown)]
    [InlineData(false, true, Outcome.Unknown)]
    [InlineData(false, null, Outcome.Unknown)]
    public void SignUpIsClosed_WithoutMakingAUser_NeedsSettingAndPageToAgree(bool setting, bool? page, Outcome expected) =>
        SignUpIsClosed.EvaluateWithoutUser(Recorded.Check(nameof(SignUpIsClosed)), setting, page).Outcome.Should().Be(expected);

    [Theory]
    [InlineData(-1, -1, Outcome.Pass)]
    [InlineData(-30, -30, Outcome.Fail)]
    [InlineData(-1, -72, Outcome.Fail)]
    public void DeployedBackupIsFresh_FreshFileWithOldContent_Fails(int written, int held, Outcome expected) => Fresh(new(
        "glitchtip.dump", Now.AddHours(written), null, Now.AddHours(held), (Now.AddDays(-30), Now.AddHours(written).AddMinutes(-1)), TimeSpan.FromSeconds(1))).Should().Be(expected);

    [Fact]
    public void DeployedBackupIsFresh_DumpWithoutAnEvent_FailsWhereTheDeploymentHadSome() => Fresh(new(
        "glitchtip.dump", Now.AddHours(-1), null, null, (Now.AddDays(-30), Now.AddHours(-2)), TimeSpan.FromSeconds(1))).Should().Be(Outcome.Fail);

    [Fact]
    public void DeployedBackupIsFresh_NoEventAnywhere_IsUnknown() => Fresh(new("glitchtip.dump", Now.AddHours(-1), null, null, null, TimeSpan.FromSeconds(1))).Should().Be(Outcome.Unknown);

    [Fact]
    public void DeployedBackup_NoneInTheFolder_FailsTheRestoreOnly()
    {
        DeployedBackupLook none = new(null, default, "the folder holds no dump of PostgreSQL", null, null, TimeSpan.Zero);

        Fresh(none).Should().Be(Outcome.Unknown);
        ((DeployedBackupCheck)CheckTypes.Create(typeof(DeployedBackupRestores))).Evaluate(Recorded.Check(nameof(DeployedBackupRestores)), none, Now).Outcome.Should().Be(Outcome.Fail);
    }

    [Fact]
    public void EveryServiceHasReported_OneThatCouldNotBeLookedForToTheEnd_IsUnknownNotSilent()
    {
        ServiceReport[] reports = [new("api", Now.AddMinutes(-1), null), new("worker", null, "21 issues mention it, and its events were looked for in 20")];

        EveryServiceHasReported.Evaluate(Recorded.Check(nameof(EveryServiceHasReported)), Now.AddHours(-1), reports).Outcome.Should().Be(Outcome.Unknown);
        EveryServiceHasReported.Evaluate(Recorded.Check(nameof(EveryServiceHasReported)), Now.AddHours(-1), [reports[0], new("worker", Now.AddHours(-2), null)]).Outcome.Should().Be(Outcome.Fail);
        EveryServiceHasReported.Evaluate(Recorded.Check(nameof(EveryServiceHasReported)), Now.AddHours(-1), [reports[0]]).Outcome.Should().Be(Outcome.Pass);
    }

    private static Outcome Fresh(DeployedBackupLook look) => ((DeployedBackupCheck)CheckTypes.Create(typeof(DeployedBackupIsFresh))).Evaluate(Recorded.Check(nameof(DeployedBackupIsFresh)), look, Now).Outcome;
}
