using System.Text.RegularExpressions;
using FluentAssertions;
using Verification.Audit.Tests.Checks;
using Verification.Fixtures;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Audit.Tests.Public;

/// <summary>Five GlitchTip deployments rebuilt from the public record: each finding on them was checked by hand, and none changes unnoticed.</summary>
public sealed partial class PublicTests
{
    /// <summary>One line per check that does not pass: outcome, check, places, and why that is right.</summary>
    private const string Expected = "expected.txt";

    /// <summary>What the folder was rebuilt from.</summary>
    private const string Traits = "TRAITS.md";

    private static readonly string Root = Path.Combine(RepositoryLayout.Find().Root, "tests", "Verification.Audit.Tests", "Public");

    private static readonly string[] Names =
        ["all-in-one-on-loopback", "env-file-without-volumes", "separate-beat-and-backup", "traefik-and-demo-apps", "vendor-template"];

    public static TheoryData<string> Folders => [.. Names];

    // What somebody who reads the files might wrongly hold against them, each with what makes it right.
    public static TheoryData<string, string, string> Sound => new()
    {
        { "all-in-one-on-loopback", "RegistrationIsClosedBySetting", "closed in .env, and by the default of the compose file" },
        { "all-in-one-on-loopback", "PortsArePrivate", "published on loopback only" },
        { "all-in-one-on-loopback", "DatabaseIsOnAVolume", "where the image of 18 keeps it" },
        { "all-in-one-on-loopback", "MigrationsRunBeforeStart", "the all-in-one role migrates when it starts" },
        { "all-in-one-on-loopback", "ScheduledJobsRun", "the all-in-one role schedules" },
        { "all-in-one-on-loopback", "WorkerKeepsUpWithBursts", "6 has no Celery to set up" },
        { "all-in-one-on-loopback", "AllowedHostsAreNamed", "the public name and loopback" },
        { "all-in-one-on-loopback", "MailIsDelivered", "SMTP with STARTTLS" },
        { "env-file-without-volumes", "BrokerUrlLeadsToAService", "the default address is that of the service" },
        { "env-file-without-volumes", "ScheduledJobsRun", "the script of the worker includes beat" },
        { "separate-beat-and-backup", "ScheduledJobsRun", "beat is a service of its own" },
        { "separate-beat-and-backup", "DumpFailureIsNoticed", "pipefail, and the pipeline is asked" },
        { "separate-beat-and-backup", "BackupRetentionIsLongEnough", "30 days by find" },
        { "separate-beat-and-backup", "RegistrationIsClosedBySetting", "closed on web" },
        { "separate-beat-and-backup", "PortsArePrivate", "nothing is published" },
        { "separate-beat-and-backup", "ServicesWaitForHealthyStores", "the worker waits for web, which waits for both" },
        { "separate-beat-and-backup", "ComposeHoldsNoLiteralSecrets", "all of them come from .env" },
        { "traefik-and-demo-apps", "ScheduledJobsRun", "-B is beat" },
        { "traefik-and-demo-apps", "PortsArePrivate", "80 and 443 are the proxy's" },
        { "traefik-and-demo-apps", "TrafficIsEncrypted", "Traefik ends HTTPS" },
        { "traefik-and-demo-apps", "ContainerLogsAreBounded", "a size is enough: one file is the default" },
        { "traefik-and-demo-apps", "WorkerKeepsUpWithBursts", "in 3.x web stores events itself" },
        { "traefik-and-demo-apps", "StopGraceDrainsTheWorker", "in 3.x the worker holds no batch of events" },
        { "traefik-and-demo-apps", "MigrationsRunBeforeStart", "3.x has nothing but the bare command" },
        { "vendor-template", "UploadsAreShared", "the same folder on web and worker" },
        { "vendor-template", "DatabaseIsOnAVolume", "a folder of the host" },
    };

    [Theory, MemberData(nameof(Folders))]
    public void Audit_EveryFinding_IsTheOneThatWasCheckedByHand(string name)
    {
        string[] found = [.. Observe(name).Where(one => one.Value.Outcome != Outcome.Pass).Select(one => Line(one.Key, one.Value)).Order(StringComparer.Ordinal)];
        string[] known = [.. Entries(name).Select(entry => entry.Finding).Order(StringComparer.Ordinal)];
        found.Except(known).Select(line => $"new: {line}").Concat(known.Except(found).Select(line => $"gone: {line}")).Should().BeEmpty();
        known.Should().OnlyHaveUniqueItems();
    }

    [Theory, MemberData(nameof(Folders))]
    public void Expectation_EveryLine_SaysWhyItIsRight(string name) =>
        Entries(name).Where(entry => entry.Why.Split(' ').Length < 3).Select(entry => entry.Finding).Should().BeEmpty();

    [Theory, MemberData(nameof(Sound))]
    public void Audit_WhatIsSound_Passes(string name, string check, string because) => Observe(name)[check].Outcome.Should().Be(Outcome.Pass, because);

    [Fact]
    public void Folders_AllThatAreThere_AreTestedAndSayWhatTheyAre()
    {
        Directory.EnumerateDirectories(Root).Select(Path.GetFileName).Should().BeEquivalentTo(Names);
        Names.Should().OnlyContain(name => File.Exists(Path.Combine(Root, name, Traits)));
    }

    private static string Line(string check, Observation seen) =>
        string.Join(' ', [seen.Outcome == Outcome.Fail ? "fail" : "unknown", check, .. seen.Places.Select(place => place.ToString())]);

    private static IEnumerable<(string Finding, string Why)> Entries(string name) => File.ReadAllLines(Path.Combine(Root, name, Expected))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => Entry().Match(line))
        .Select(match => (match.Groups["finding"].Value, match.Groups["why"].Value));

    private static IReadOnlyDictionary<string, Observation> Observe(string name)
    {
        string folder = Path.Combine(Root, name);
        return Example.Observe(new MemoryFiles(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is not (Expected or Traits))
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText)));
    }

    [GeneratedRegex("^(?<finding>(fail|unknown) [^ ]+( [^ ]+:[0-9]+)*) - (?<why>.+)$")]
    private static partial Regex Entry();
}
