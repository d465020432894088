using Docker.DotNet.Models;
using FluentAssertions;
using Verification.Audit;
using Verification.Fixtures.Targets;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Plans;

/// <summary>What a deployment mounts: shared as it shares, given where it is a file of its folder, and never left out without a word.</summary>
public sealed class DeployedMountTests
{
    private static readonly ResolvedImage Image = new("example.test/image:5", "sha256:0", IsReference: false);
    private static readonly PinnedImages Pinned = PinnedImages.Read(RepositoryLayout.Find());

    [Fact]
    public void Of_VolumeThatWebAndWorkerName_IsOneForBoth()
    {
        StackPlan plan = Plan(Web(new DeployedMount("uploads", "/code/uploads", false, IsVolume: true)), Worker(new DeployedMount("uploads", "/code/uploads", true, IsVolume: true)));

        PartVolume web = plan.Web.Volumes.Should().ContainSingle().Subject, worker = plan.Workers.Single().Volumes.Should().ContainSingle().Subject;
        worker.Name.Should().Be(web.Name);
        (web.Target, web.ReadOnly, worker.ReadOnly).Should().Be(("/code/uploads", false, true));
        Avoidable(plan).Should().BeEmpty();
    }

    [Fact]
    public void Of_NothingIsMounted_NothingIsShared()
    {
        StackPlan plan = Plan(Web(), Worker());
        plan.Web.Volumes.Concat(plan.Workers.SelectMany(worker => worker.Volumes)).Should().BeEmpty("the deployment would lose uploads too");
    }

    [Theory]
    [InlineData("postgres", "./db", "/var/lib/postgresql/data")]
    [InlineData("redis", "/srv/redis", "/data")]
    [InlineData("web", "./files", "/code/uploads")]
    public void Of_FolderOfTheHostThatHoldsData_IsNecessarilyAnother(string role, string source, string target)
    {
        StackPlan plan = Plan(new DeployedService(role, role) { Image = Image.Reference, Mounts = [new(source, target, false, IsVolume: false)] });
        plan.Differences!.Should().Contain(difference => difference.Necessary && difference.What.Contains(target) && difference.What.Contains($"data of {role}"));
        Avoidable(plan).Should().BeEmpty();
    }

    [Fact]
    public void Of_FileOfTheFolder_IsGivenToItsService()
    {
        StackPlan plan = Plan(new DeployedService("postgres", "db") { Image = Image.Reference, Mounts = [new("./postgresql.conf", "/etc/postgresql.conf", true, IsVolume: false, "work_mem = 8MB\n", "640")] });
        plan.Postgres.Files.Should().Equal(new PartFile("/etc/postgresql.conf", "work_mem = 8MB\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead));
        Avoidable(plan).Should().BeEmpty();
    }

    [Theory]
    [InlineData("web", true)]
    [InlineData("migrate", false)]
    public void Of_FileThatCanNotBeGiven_PreventsAGo(string role, bool readOnly)
    {
        DeployedService service = new(role, role) { Image = Image.Reference, ReadOnly = readOnly, Mounts = [new("./settings.ini", "/etc/settings.ini", true, IsVolume: false, "a = 1\n")] };
        StackPlan plan = Plan(service);
        Avoidable(plan).Should().ContainSingle().Which.Should().Contain("./settings.ini");
        plan.Web.Files.Concat(plan.Migrate.Files).Should().BeEmpty();
    }

    [Fact]
    public void Of_Secrets_AreNamedAndNecessarilyOthers()
    {
        StackPlan plan = Plan(new DeployedService("web", "web") { Image = Image.Reference, HasSecrets = true });
        plan.Differences!.Should().Contain(difference => difference.Necessary && difference.What == "secrets of web");
        Avoidable(plan).Should().BeEmpty();
    }

    [Fact]
    public void Of_ConfigsAndVolumesWithContent_PreventAGo() => Avoidable(Plan(
        new DeployedService("web", "web") { Image = Image.Reference, HasConfigs = true, Mounts = [new("plugins", "/code/plugins", false, IsVolume: true)] })).Should().HaveCount(2);

    [Theory]
    [InlineData("web", "/var/run/docker.sock", "/var/run/docker.sock")]
    [InlineData("worker", "/srv/plugins", "/code/plugins")]
    public void Of_AnythingElseOfTheHost_PreventsAGo(string role, string source, string target)
    {
        StackPlan plan = Plan(new DeployedService(role, role) { Image = Image.Reference, Mounts = [new(source, target, false, IsVolume: false)] });
        Avoidable(plan).Should().ContainSingle().Which.Should().Contain($"{source} at {target} of {role}");
    }

    [Fact]
    public void Of_HealthChecks_AreThoseOfTheFiles()
    {
        StackPlan plan = Plan(new DeployedService("web", "web") { Image = Image.Reference, Health = new(["CMD-SHELL", "exit 0"], 1.5, 2, 30, 4) }, new DeployedService("redis", "redis") { Image = Image.Reference, Health = new(["NONE"], null, null, null, null) });
        HealthcheckConfig web = Applied(plan.Web)!;
        (web.Test, web.Interval, web.Timeout, web.StartPeriod, web.Retries).Should().BeEquivalentTo((new[] { "CMD-SHELL", "exit 0" }, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), 4));
        Applied(plan.Redis)!.Test.Should().Equal("NONE");
        Applied(plan.Postgres).Should().BeNull("the image's own is not changed");
        Avoidable(plan).Should().BeEmpty();
    }

    [Fact]
    public void With_DatabaseThatTrustsAnybody_TellsTheImageSo() =>
        Plan().With(["database-trusts-anybody"]).Postgres.Environment.Should().Contain("POSTGRES_HOST_AUTH_METHOD", "trust");

    [Fact]
    public void Of_WhomTheDatabaseTrusts_IsTestedAsItIsDeployed() =>
        Plan(new DeployedService("postgres", "postgres") { Image = Image.Reference, Environment = new Dictionary<string, string> { ["POSTGRES_HOST_AUTH_METHOD"] = "trust", ["POSTGRES_PASSWORD"] = "of-the-files" } })
            .Postgres.Environment.Should().Equal(new Dictionary<string, string> { ["POSTGRES_HOST_AUTH_METHOD"] = "trust" });

    private static HealthcheckConfig? Applied(PartPlan part)
    {
        CreateContainerParameters container = new() { HostConfig = new HostConfig() };
        part.Apply(container);
        return container.Healthcheck;
    }

    private static DeployedService Web(params DeployedMount[] mounts) => new("web", "web") { Image = Image.Reference, Mounts = mounts };

    private static DeployedService Worker(params DeployedMount[] mounts) => new("worker", "worker") { Image = Image.Reference, Mounts = mounts };

    private static IEnumerable<string> Avoidable(StackPlan plan) => plan.Differences!.Where(difference => !difference.Necessary).Select(difference => difference.What);

    // With whatever of the four is not given.
    private static StackPlan Plan(params DeployedService[] given)
    {
        string[] roles = ["web", "worker", "postgres", "redis"];
        DeployedService[] services = [.. given, .. roles.Except(given.Select(service => service.Role)).Select(role => new DeployedService(role, role) { Image = Image.Reference })];
        return DeployedPlan.Of(new(ImageSet.Choose(Pinned, []), Image, Image, Image, Pinned.Profile(5)), services);
    }
}
