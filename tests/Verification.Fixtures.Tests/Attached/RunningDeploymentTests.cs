using FluentAssertions;
using Verification.Audit;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Tests.Memory;
using Xunit;

namespace Verification.Fixtures.Tests.Attached;

/// <summary>Containers that run beside the files they were made from.</summary>
public sealed class RunningDeploymentTests : IDisposable
{
    private const string Secret = "s3cret-of-web";

    private static readonly DeployedService Web = new("web", "glitchtip-web")
    {
        Image = "glitchtip/glitchtip:v5.2.1", Command = ["./bin/start.sh"], MemoryMiB = 448, Environment = new Dictionary<string, string> { ["SECRET_KEY"] = Secret, ["PORT"] = "8000" },
    };

    private static readonly ContainerWords OfImage = new(["/entrypoint.sh"], ["./bin/default.sh"], new Dictionary<string, string> { ["PATH"] = "/bin" });

    private static readonly RunningContainer Same = new(
        "web", "glitchtip/glitchtip:v5.2.1", Running: true, IsImageOfThatName: true,
        new(["/entrypoint.sh"], ["./bin/start.sh"], new Dictionary<string, string> { ["PATH"] = "/bin", ["SECRET_KEY"] = Secret, ["PORT"] = "8000" }), OfImage, 448);

    private readonly string _folder = Directory.CreateTempSubdirectory("running").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Compare_WhatTheFilesSay_HasNoDifference()
    {
        RunningDeployment seen = RunningDeployment.Compare([Web], [Same], out string? reason)!;
        reason.Should().BeNull();
        seen.Differences.Should().BeEmpty();
        seen.Limits.Should().Equal(new LimitReading("web", 448, 448));
    }

    [Fact]
    public void Compare_AnotherImageCommandAndVariable_NamesEachWithoutItsValue()
    {
        RunningContainer other = Same with
        {
            Image = "glitchtip/glitchtip:v5.2.0", MemoryMiB = null,
            Own = new(["/bin/sh"], ["./bin/run-web.sh"], new Dictionary<string, string> { ["PATH"] = "/bin", ["SECRET_KEY"] = "an0ther", ["ADDED"] = "by hand" }),
        };
        RunningDeployment seen = RunningDeployment.Compare([Web], [other], out _)!;

        seen.Differences.Select(difference => difference.What).Should().Equal(
            "image of glitchtip-web: glitchtip/glitchtip:v5.2.1 in the files, glitchtip/glitchtip:v5.2.0 runs", "entrypoint of glitchtip-web", "command of glitchtip-web", "variable ADDED of glitchtip-web", "variable PORT of glitchtip-web", "variable SECRET_KEY of glitchtip-web");
        seen.Differences.Should().OnlyContain(difference => !difference.Necessary).And.NotContain(difference => difference.ToString().Contains(Secret) || difference.ToString().Contains("an0ther"));
        seen.Limits.Should().Equal(new LimitReading("web", 448, null));
    }

    private static readonly ContainerMount Uploads = new("project_uploads", "/code/uploads", ReadOnly: false, IsOfTheHost: false), Own = new("/srv/glitchtip/own.conf", "/etc/own.conf", ReadOnly: true, IsOfTheHost: true);

    private static readonly ContainerBounds Bound = new()
    {
        ReadOnly = true, CapDrop = ["CAP_ALL"], SecurityOpt = ["no-new-privileges"], Cpus = 1.5, Pids = 200, Mounts = [Uploads, Own, new("0d17", "/of/the/image", ReadOnly: false, IsOfTheHost: false)],
    };

    private static readonly RunningContainer SameUser = Same with { Own = Same.Own with { User = "1000" } };

    private static readonly DeployedService Restricted = Web with
    {
        User = "1000", ReadOnly = true, CapDrop = ["ALL"], SecurityOpt = ["no-new-privileges:true"], Cpus = 1.5, Pids = 200,
        Mounts = [new("uploads", "/code/uploads", ReadOnly: false, IsVolume: true), new("./own.conf", "/etc/own.conf", ReadOnly: true, IsVolume: false)],
    };

    [Fact]
    public void Compare_RestrictionsAsTheFilesSay_HaveNoDifference() =>
        RunningDeployment.Compare([Restricted], [SameUser with { Bounds = Bound }], out _)!.Differences.Should().BeEmpty();

    // As an engine shows them: a profile with its content, labels taken off what is privileged, the image's user.
    [Fact]
    public void Compare_WhatAnEngineWritesOtherwise_IsNoDifference() => RunningDeployment.Compare(
        [Restricted with { User = "", Privileged = true, SecurityOpt = ["seccomp:./own.json", "no-new-privileges"], CapAdd = ["CAP_NET_ADMIN"] }],
        [Same with { OfImage = OfImage with { User = "5000" }, Own = Same.Own with { User = "5000" }, Bounds = Bound with { Privileged = true, SecurityOpt = ["seccomp={}", "no-new-privileges=true", "label=disable"], CapAdd = ["NET_ADMIN"] } }], out _)!.Differences.Should().BeEmpty();

    [Fact]
    public void Compare_FilesThatComposeGives_AreNoDifferenceAndOthersAre()
    {
        ContainerMount Bind(string target) => new($"/srv{target}", target, ReadOnly: true, IsOfTheHost: true);
        RunningDeployment.Compare([Restricted with { HasConfigs = true, Given = ["/run/secrets/key", "/site"] }], [SameUser with { Bounds = Bound with { Mounts = [Uploads, Own, Bind("/run/secrets/key"), Bind("/site"), Bind("/code/glitchtip")] } }], out _)!
            .Differences.Should().ContainSingle().Which.What.Should().StartWith("mount of glitchtip-web: /srv/code/glitchtip of the host at /code/glitchtip");
    }

    public static TheoryData<string, string> Unbound => new()
    {
        { "user", "user of glitchtip-web: 1000 in the files, none runs" }, { "root", "read-only root of glitchtip-web: True in the files, False runs" }, { "drop", "dropped capabilities of glitchtip-web: all in the files, none runs" },
        { "add", "added capabilities of glitchtip-web: none in the files, sys_admin runs" }, { "options", "security options of glitchtip-web: no-new-privileges:true in the files, none runs" }, { "cpus", "CPU limit of glitchtip-web: 1.5 in the files, none runs" },
        { "pids", "limit of processes of glitchtip-web: 200 in the files, none runs" }, { "privileged", "privileged of glitchtip-web: False in the files, True runs" },
        { "mount", "mount of glitchtip-web: uploads at /code/uploads of the files is not there so" }, { "writable", "mount of glitchtip-web: ./own.conf at /etc/own.conf (read-only) of the files is not there so" },
        { "another", "mount of glitchtip-web: uploads at /code/uploads of the files is not there so" }, { "engine", "mount of glitchtip-web: /var/run/docker.sock of the host at /var/run/docker.sock, which the files don't say" },
    };

    [Theory]
    [MemberData(nameof(Unbound))]
    public void Compare_ARestrictionThatIsNotApplied_IsADifference(string what, string expected)
    {
        ContainerBounds loose = what switch
        {
            "user" => Bound,
            "root" => Bound with { ReadOnly = false },
            "drop" => Bound with { CapDrop = [] },
            "add" => Bound with { CapAdd = ["CAP_SYS_ADMIN"] },
            "options" => Bound with { SecurityOpt = [] },
            "cpus" => Bound with { Cpus = null },
            "pids" => Bound with { Pids = null },
            "privileged" => Bound with { Privileged = true },
            "mount" => Bound with { Mounts = [Own] },
            "writable" => Bound with { Mounts = [Uploads, Own with { ReadOnly = false }] },
            "another" => Bound with { Mounts = [Uploads with { Source = "project_cache" }, Own] },
            _ => Bound with { Mounts = [Uploads, Own, new("/var/run/docker.sock", "/var/run/docker.sock", ReadOnly: false, IsOfTheHost: true)] },
        };
        RunningDeployment.Compare([Restricted], [(what == "user" ? Same : SameUser) with { Bounds = loose }], out _)!.Differences.Should().ContainSingle().Which.What.Should().Be(expected);
    }

    [Fact]
    public void Compare_PartWithoutAContainer_IsNotComparedAtAll()
    {
        RunningDeployment.Compare([Web, new("worker", "worker") { Image = Web.Image }], [Same], out string? reason).Should().BeNull();
        reason.Should().Be("VERIFICATION_CONTAINERS names no container for worker");
    }

    [Fact]
    public void Compare_StoresOnly_IsNotComparedAtAll()
    {
        RunningDeployment.Compare([new("redis", "redis") { Image = "redis:7" }], [Same with { Part = "redis", Image = "redis:7" }], out string? reason).Should().BeNull();
        reason.Should().Contain("no web service");
    }

    [Fact]
    public void Compare_OverrideThatTheFilesDoNotHave_IsADifference() =>
        RunningDeployment.Compare([Web with { Command = null }], [Same], out _)!.Differences.Should().ContainSingle().Which.What.Should().Be("command of glitchtip-web");

    [Fact]
    public void Compare_TagThatMovedOn_IsADifference() =>
        RunningDeployment.Compare([Web], [Same with { IsImageOfThatName = false }], out _)!.Differences.Should().ContainSingle().Which.What.Should().Contain("another one now");

    public static TheoryData<string, string> Incomparable => new()
    {
        { "built", "is built" }, { "stopped", "does not run" }, { "unread", "not all known" }, { "empty", "has no value in the files" }, { "two", "several services as worker" }, { "unknown", "can't be told from its command" },
    };

    [Theory]
    [MemberData(nameof(Incomparable))]
    public void Compare_WhatCanNotBeCompared_IsNotComparedAtAll(string what, string expected)
    {
        DeployedService worker = new("worker", "worker") { Image = Web.Image };
        (DeployedService[] files, RunningContainer container) = what switch
        {
            "built" => ([Web with { Image = null }], Same),
            "stopped" => ([Web], Same with { Running = false }),
            "unread" => ([Web with { Unread = "web.env is missing" }], Same),
            "empty" => ([Web with { Environment = new Dictionary<string, string> { ["SECRET_KEY"] = "" } }], Same),
            "two" => ([Web, worker, worker with { Name = "worker-2" }], Same),
            _ => (new[] { Web, worker with { Role = "other" } }, Same),
        };
        RunningDeployment.Compare(files, [container], out string? reason).Should().BeNull();
        reason.Should().Contain(expected);
    }

    [Fact]
    public void Look_EngineThatAnswers_ReadsWhatWasMade()
    {
        using DockerDaemon daemon = new();
        daemon.Says("{}", $$"""{"Image":"sha256:1","Config":{"Image":"glitchtip/glitchtip:v5.2.1","User":"app2","Cmd":["./bin/start.sh"],"Env":["SECRET_KEY={{Secret}}","PORT=8000","PATH=/bin"]},"HostConfig":{"Memory":469762048,"ReadonlyRootfs":true,"NanoCpus":1500000000,"PidsLimit":null,"CapDrop":["CAP_NET_RAW"],"Privileged":false},"Mounts":[{"Type":"volume","Name":"p_uploads","Destination":"/code/uploads","RW":true}],"State":{"Running":true} }""")
            .Has("glitchtip/glitchtip:v5.2.1", """{"Id":"sha256:1","Config":{"Cmd":["./bin/default.sh"],"Entrypoint":null,"Env":["PATH=/bin"]}}""");
        DeployedService service = Web with { User = "app", ReadOnly = true, Cpus = 1.5, CapDrop = ["NET_RAW"], Mounts = [new("uploads", "/code/uploads", ReadOnly: false, IsVolume: true)] };
        RunningDeployment seen = Look([service], daemon.Address)!;
        seen.Differences.Select(difference => difference.What).Should().Equal("user of glitchtip-web: app in the files, app2 runs");
        seen.Limits.Should().Equal(new LimitReading("web", 448, 448));
    }

    [Theory]
    [InlineData(false, "no folder was named with --deployment")]
    [InlineData(true, "the Docker daemon gave no answer")]
    public void Look_FilesOrEngineMissing_SaysWhich(bool files, string expected)
    {
        Look(files ? [Web] : null, "unix:///nowhere/docker.sock").Should().BeNull();
        File.ReadAllText(Path.Combine(_folder, "journal.jsonl")).Should().Contain(expected);
    }

    private RunningDeployment? Look(IReadOnlyList<DeployedService>? services, string address)
    {
        using AttachedEngine engine = AttachedEngine.For(AttachedSettings.Read(new Dictionary<string, string>
        {
            ["VERIFICATION_URL"] = "http://127.0.0.1:8000", ["VERIFICATION_TOKEN"] = "t", ["VERIFICATION_DOCKER_HOST"] = address, ["VERIFICATION_CONTAINERS"] = "web=3f4e",
        }.GetValueOrDefault))!;
        using RunJournal journal = new(Path.Combine(_folder, "journal.jsonl"), new SecretVault(), TimeProvider.System);
        return RunningDeployment.Look(services, engine, journal);
    }
}
