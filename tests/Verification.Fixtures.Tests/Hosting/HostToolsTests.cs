using System.Diagnostics;
using Verification.Fixtures.Hosting;

namespace Verification.Fixtures.Tests.Hosting;

public sealed class HostToolsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("fixtures-test-").FullName;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Discover_NothingInstalled_NamesEachWithItsReason()
    {
        var tools = await DiscoverAsync();
        tools.All.Should().OnlyContain(c => !c.Available && c.Path == null);
        tools.Postgres.Detail.Should().Contain("install PostgreSQL 14 or later").And.Contain("PG_BIN");
        tools.Redis.Detail.Should().Contain("redis-server").And.Contain("valkey-server");
        tools.Node.Detail.Should().Contain("Node.js 20");
        tools.Docker.Detail.Should().Contain("docker is not in PATH");
        tools.PostgresBinary("pg_dump").Should().BeNull();
    }

    [Fact]
    public async Task Discover_SeveralPostgres_TakesTheNewest()
    {
        Postgres("usr/lib/postgresql/9.6/bin", "9.6.24");
        Postgres("usr/lib/postgresql/15/bin", "15.18 (Debian 15.18-0)");
        Postgres("usr/lib/postgresql/17/bin", "17rc1");
        var postgres = (await DiscoverAsync()).Postgres;
        postgres.Version.Should().Be("17.0");
        postgres.Path.Should().EndWith("/usr/lib/postgresql/17/bin");
    }

    [Fact]
    public async Task Discover_PostgresTooOld_SaysWhichAndWhatIsNeeded()
    {
        Postgres("usr/lib/postgresql/13/bin", "13.4");
        var postgres = (await DiscoverAsync()).Postgres;
        postgres.Available.Should().BeFalse();
        postgres.Detail.Should().Contain("13.4").And.Contain("14 or later");
    }

    [Fact]
    public async Task Discover_LinkInPath_LeadsToTheDirectoryWithTheOtherPrograms()
    {
        Postgres("opt/pg/bin", "16.1");
        Program("opt/pg/bin", "pg_dump", "exit 0");
        Directory.CreateDirectory(Path.Combine(_root, "bin"));
        foreach (var name in new[] { "postgres", "initdb" })
        {
            File.CreateSymbolicLink(Path.Combine(_root, "bin", name), Path.Combine(_root, "opt/pg/bin", name));
        }

        (await DiscoverAsync()).PostgresBinary("pg_dump").Should().Be(Path.Combine(_root, "opt/pg/bin/pg_dump"));
    }

    [Fact]
    public async Task Discover_LinksToWhatWasRemoved_AreNoPrograms()
    {
        Directory.CreateDirectory(Path.Combine(_root, "bin"));
        foreach (var name in new[] { "postgres", "initdb", "redis-server" })
        {
            File.CreateSymbolicLink(Path.Combine(_root, "bin", name), Path.Combine(_root, "gone", name));
        }

        (await DiscoverAsync()).All.Should().OnlyContain(c => !c.Available);
    }

    [Fact]
    public async Task Discover_PgBin_WinsOverTheRest()
    {
        Postgres("usr/lib/postgresql/17/bin", "17.2");
        Postgres("mine", "14.9");
        var tools = await DiscoverAsync(name => name == "PG_BIN" ? Path.Combine(_root, "mine") : null);
        tools.Postgres.Version.Should().Be("14.9");
    }

    [Fact]
    public async Task Discover_PgBinEmptyOfPrograms_SaysSo()
    {
        Postgres("usr/lib/postgresql/17/bin", "17.2");
        var tools = await DiscoverAsync(name => name == "PG_BIN" ? "/nonexistent" : null);
        tools.Postgres.Detail.Should().Contain("PG_BIN names /nonexistent");
    }

    [Fact]
    public async Task Discover_OnlyValkey_CountsAsRedis()
    {
        Program("bin", "valkey-server", "echo 'Valkey server v=8.0.1 sha=00000000:0'");
        var redis = (await DiscoverAsync()).Redis;
        redis.Version.Should().Be("8.0.1");
        redis.Detail.Should().StartWith("valkey-server 8.0.1");
    }

    [Fact]
    public async Task Discover_DockerWithoutDaemon_IsAbsentWithTheClientsWords()
    {
        Program("bin", "docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1");
        var docker = (await DiscoverAsync()).Docker;
        docker.Available.Should().BeFalse();
        docker.Detail.Should().Contain("Cannot connect to the Docker daemon").And.Contain("start Docker");
    }

    [Theory]
    [InlineData("sys/fs/cgroup/cgroup.controllers", "v2")]
    [InlineData("sys/fs/cgroup/memory/tasks", "v1")]
    [InlineData("sys/other", "none")]
    public void HostInfo_Cgroup_IsToldFromTheHierarchy(string file, string expected)
    {
        Directory.CreateDirectory(Path.Combine(_root, Path.GetDirectoryName(file)!));
        File.WriteAllText(Path.Combine(_root, file), "");
        HostInfo.Read(new HostSearch { Root = _root }).Cgroup.Should().Be(expected);
    }

    [Fact]
    public void HostInfo_ThisMachine_HasCoresMemoryAndKernel()
    {
        var host = HostInfo.Read();
        host.Cores.Should().BePositive();
        host.MemoryBytes.Should().BeGreaterThan(64L << 20);
        host.Kernel.Should().MatchRegex(@"^\d+\.\d+");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Task<HostTools> DiscoverAsync(Func<string, string?>? variable = null) => HostTools.DiscoverAsync(
        new HostSearch { Root = _root, SearchPath = Path.Combine(_root, "bin"), Variable = variable ?? (_ => null) }, Ct);

    private void Postgres(string directory, string version)
    {
        Program(directory, "postgres", $"echo 'postgres (PostgreSQL) {version}'");
        Program(directory, "initdb", "exit 0");
    }

    private void Program(string directory, string name, string script)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, directory)).FullName, name);
        // Written by another process: while this one had it open for writing, a fork of a test beside this one would keep it so,
        // and starting it would fail with "text file busy".
        using var writer = Process.Start("/bin/sh", ["-c", "printf '#!/bin/sh\n%s\n' \"$1\" >\"$2\" && chmod 500 \"$2\"", "sh", script, path]);
        writer.WaitForExit();
        writer.ExitCode.Should().Be(0);
    }
}
