using System.Formats.Tar;
using System.IO.Compression;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Processes;
using Verification.Readiness;

namespace Verification.Fixtures.Tests.Backup;

public sealed class ArchiveTests(BackupBench bench) : IClassFixture<BackupBench>
{
    private static int _databases;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<ArchiveFormat, string> Kinds => new()
    {
        { ArchiveFormat.Custom, "" }, { ArchiveFormat.Directory, "" }, { ArchiveFormat.Tar, "" }, { ArchiveFormat.Plain, "" },
        { ArchiveFormat.Custom, "gzip" }, { ArchiveFormat.Tar, "zstd" }, { ArchiveFormat.Plain, "gzip" }, { ArchiveFormat.Plain, "zstd" },
        { ArchiveFormat.Plain, "xz" }, { ArchiveFormat.Plain, "bzip2" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Archive_OfEachKind_IsRecognisedVerifiedAndRestored(ArchiveFormat format, string compression)
    {
        FoundBackup found = BackupArchives.Recognise(await DumpAsync(format, compression))!;
        (found.Format, found.Compression).Should().Be((format, compression));
        (await BackupArchives.VerifyAsync(found, bench.Programs, bench.Supervisor, null, Ct)).Should().Be(new ArchiveState(true, "no checksum; read to its end", false));

        string database = await EmptyAsync();
        RestoreState state = await RestoreAsync(found, database);
        (state.Restored, state.ExitCode, state.Detail).Should().Be((true, 0, "restored"));
        (await bench.QueryAsync(database, "SELECT count(*) || ' ' || min(data) FROM issue_events_issueevent")).Should().StartWith("5000 ").And.EndWith("ünï");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Archive_Truncated_IsNotWholeAndRestoresNothing(ArchiveFormat format, string compression)
    {
        string path = await DumpAsync(format, compression);
        string file = format == ArchiveFormat.Directory ? Directory.GetFiles(path).MaxBy(name => new FileInfo(name).Length)! : path;
        using (FileStream stream = File.OpenWrite(file))
        {
            stream.SetLength(stream.Length * 2 / 3);
        }

        FoundBackup found = BackupArchives.Recognise(path)!;
        ArchiveState state = await BackupArchives.VerifyAsync(found, bench.Programs, bench.Supervisor, null, Ct);
        state.Whole.Should().BeFalse();
        state.Detail.Should().Contain("its end");
        string database = await EmptyAsync();
        RestoreState restored = await RestoreAsync(found, database);
        (restored.Restored, restored.ExitCode).Should().Be((false, -1));
        restored.Detail.Should().StartWith("nothing was restored, because the archive is not whole: ").And.Contain("its end");
        (await bench.QueryAsync(database, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")).Should().Be("0");
    }

    [Theory]
    [InlineData("database", "database", true)]
    [InlineData("database cluster", "database", false)]
    [InlineData("database cluster", "database cluster", true)]
    public async Task Plain_EndsWithTheLineOfItsKind_IsWhole(string head, string end, bool whole)
    {
        await bench.ReadyAsync();
        string path = Path.Combine(bench.Folder(("all.sql", $"--\n-- PostgreSQL {head} dump\n--\nSELECT 1;\n--\n-- PostgreSQL {end} dump complete\n--\n")), "all.sql");
        (await BackupArchives.VerifyAsync(BackupArchives.Recognise(path)!, bench.Programs, bench.Supervisor, null, Ct)).Whole.Should().Be(whole);
    }

    [Theory]
    [InlineData(ArchiveFormat.Custom, "")]
    [InlineData(ArchiveFormat.Directory, "")]
    [InlineData(ArchiveFormat.Plain, "gzip")]
    [InlineData(ArchiveFormat.Plain, "zstd")]
    [InlineData(ArchiveFormat.Plain, "")]
    public async Task Archive_FlippedBit_IsToldByChecksumOrContent(ArchiveFormat format, string compression)
    {
        string path = await DumpAsync(format, compression);
        string file = format == ArchiveFormat.Directory ? Directory.GetFiles(path).MaxBy(name => new FileInfo(name).Length)! : path;
        if (format == ArchiveFormat.Plain && compression.Length == 0)
        {
            await ShellAsync($"cd {Path.GetDirectoryName(file)} && sha256sum {Path.GetFileName(file)} > {Path.GetFileName(file)}.sha256");
        }

        byte[] bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[bytes.Length / 2] ^= 0x10;
        await File.WriteAllBytesAsync(file, bytes, Ct);
        ArchiveState state = await BackupArchives.VerifyAsync(BackupArchives.Recognise(path)!, bench.Programs, bench.Supervisor, null, Ct);

        state.Whole.Should().BeFalse();
        state.HasChecksum.Should().Be(state.Detail.EndsWith("is not what its checksum was taken of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recognise_WhatIsNoDump_IsNull()
    {
        await bench.ReadyAsync();
        string folder = bench.Folder(("manifest.json", "{}"), ("backup.log", "-- done"), ("empty.sql", ""), ("SHA256SUMS", new string('a', 64) + "  x"), ("schema.sql", "CREATE TABLE t ();"), ("notes.bz2", "BZh9 broken"));
        using (FileStream file = File.Create(Path.Combine(folder, "uploads.tar.gz")))
        using (GZipStream packed = new(file, CompressionLevel.Fastest))
        {
            await TarFile.CreateFromDirectoryAsync(bench.Folder(("map.js", "x")), packed, true, Ct);
        }

        await using (GZipStream nothing = new(File.Create(Path.Combine(folder, "nothing.sql.gz")), CompressionLevel.Fastest))
        {
            nothing.Write([]);
        }

        Directory.GetFileSystemEntries(folder).Append(folder).Append(Path.Combine(folder, "missing")).Where(path => BackupArchives.Recognise(path) is not null).Should().BeEmpty();
        BackupFinder.In(folder).Should().BeEmpty();
    }

    [Fact]
    public async Task Finder_HalfWrittenAndHidden_AreNoBackups()
    {
        string dump = await DumpAsync(ArchiveFormat.Custom, "");
        string folder = bench.Folder(("x", ""));
        string[] names = ["a.dump", "b.dump.tmp", "c.partial", ".hidden.dump", ".partial/d.dump", "e.new/f.dump", "2026-01-10/g.dump", "2026-01-10/manifest.json", "daily/h.dump", "daily/h.dump.sha256"];
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.Copy(name.EndsWith(".dump", StringComparison.Ordinal) || name[1] is '.' ? dump : Path.Combine(folder, "x"), Path.Combine(folder, name));
        }

        BackupFinder.In(folder).ToDictionary(found => found.Name, found => found.Files.Count).Should().BeEquivalentTo(
            new Dictionary<string, int> { ["a.dump"] = 1, ["2026-01-10"] = 2, ["h.dump"] = 2 });
    }

    [Fact]
    public async Task Restore_IntoAFilledDatabase_IsRefusedAndChangesNothing()
    {
        FoundBackup found = BackupArchives.Recognise(await DumpAsync(ArchiveFormat.Custom, ""))!;
        string database = await EmptyAsync();
        await bench.QueryAsync(database, "CREATE TABLE users_user (id int); INSERT INTO users_user VALUES (7)");
        RestoreState refused = await RestoreAsync(found, database);

        (refused.Restored, refused.ExitCode).Should().Be((false, -1));
        refused.Detail.Should().Contain("is not empty");
        (await bench.QueryAsync(database, "SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'public'::regnamespace")).Should().Be("users_user");
        (await bench.QueryAsync(database, "SELECT sum(id) FROM users_user")).Should().Be("7");

        RestoreState careless = await RestoreAsync(found, database, new() { IntoFilled = true });
        careless.Restored.Should().BeTrue();
        careless.Detail.Should().MatchRegex("^restored, [1-9][0-9]* errors ignored$");
        (await RestoreAsync(found, "missing")).Detail.Should().Contain("can't be looked into");
    }

    [Fact]
    public async Task Verify_UserWhoMayNotReadIt_SaysSo()
    {
        string path = await DumpAsync(ArchiveFormat.Custom, "");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can look as another user");
        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        ArchiveState state = await BackupArchives.VerifyAsync(BackupArchives.Recognise(path)!, bench.Programs, bench.Supervisor, "nobody", Ct);
        (state.Whole, state.Detail).Should().Be((false, $"{Path.GetFileName(path)} can't be read by nobody"));
    }

    [Theory]
    [InlineData("15.2", true)]
    [InlineData("99.1", false)]
    [InlineData("unknown", false)]
    public async Task Programs_ForTheServersMajor_AreFoundOrNamedAsMissing(string server, bool found)
    {
        Func<Task<PostgresPrograms>> find = async () => await PostgresPrograms.FindAsync((await Machine.WithPostgresAsync()).Postgres.Path, server, Ct);
        if (found)
        {
            (await find()).Major.Should().BeGreaterThanOrEqualTo(15);
        }
        else
        {
            (await find.Should().ThrowAsync<InputException>()).Which.Message.Should().MatchRegex("postgresql-client-99|none of PostgreSQL's");
        }
    }

    private Task<RestoreState> RestoreAsync(FoundBackup found, string database, RestoreOptions? options = null) =>
        BackupArchives.RestoreAsync(found, bench.Programs, bench.Supervisor, bench.Place(database), options ?? new(), Ct);

    private async Task<string> EmptyAsync()
    {
        string name = $"restored_{Interlocked.Increment(ref _databases)}";
        await bench.Server.CreateDatabaseAsync(name, "template0", Ct);
        return name;
    }

    private async Task<string> DumpAsync(ArchiveFormat format, string compression)
    {
        await bench.ReadyAsync();
        string path = Path.Combine(bench.Folder(("x", "")), format == ArchiveFormat.Plain ? "db.sql" : "db.dump");
        string url = $"postgres://glitchtip:it%27s%20a%20secret@127.0.0.1:{bench.Server.Port}/glitchtip";
        await ShellAsync($"{bench.Programs.Program("pg_dump")} -F{char.ToLowerInvariant($"{format}"[0])} -f {path} '{url}'"
            + (compression.Length > 0 ? $" && {compression} -c {path} > {path}.z && mv {path}.z {path}" : "") + $"; chmod -R a+rX {path}");
        return path;
    }

    private async Task ShellAsync(string command) =>
        (await bench.Supervisor.RunAsync(new ProcessSpec("make", "bash", ["-ec", command]), TimeSpan.FromSeconds(60), Ct)).EnsureSuccess(command);
}
