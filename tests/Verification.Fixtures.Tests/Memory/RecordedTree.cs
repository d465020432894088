using Verification.Fixtures.Hosting;

namespace Verification.Fixtures.Tests.Memory;

/// <summary>Files as a kernel shows them, below a directory of the test's own.</summary>
internal sealed class RecordedTree : IDisposable
{
    internal const string Id = "3f4e5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7081";

    private readonly string _root = Directory.CreateTempSubdirectory("recorded-tree-").FullName;

    internal HostSearch Search => new() { Root = _root };

    internal string At(string path) => Path.Combine(_root, path.TrimStart('/'));

    internal RecordedTree With(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        return this;
    }

    /// <summary>A group of version 1: 300 MiB used, 90 of it inactive cache, 180 anonymous.</summary>
    internal RecordedTree WithV1(string group, string limit = "9223372036854771712") => this
        .With($"/sys/fs/cgroup/memory{group}/memory.usage_in_bytes", "314572800\n")
        .With($"/sys/fs/cgroup/memory{group}/memory.max_usage_in_bytes", "335544320\n")
        .With($"/sys/fs/cgroup/memory{group}/memory.limit_in_bytes", $"{limit}\n")
        .With($"/sys/fs/cgroup/memory{group}/memory.failcnt", "4\n")
        .With($"/sys/fs/cgroup/memory{group}/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n")
        .With($"/sys/fs/cgroup/memory{group}/memory.stat", """
            cache 125829120
            rss 1048576
            inactive_file 4096
            hierarchical_memory_limit 9223372036854771712
            total_cache 125829120
            total_rss 188743680
            total_rss_huge 0
            total_shmem 0
            total_inactive_anon 188743680
            total_active_anon 0
            total_inactive_file 94371840
            total_active_file 31457280

            """);

    /// <summary>A group of version 2: the same figures.</summary>
    internal RecordedTree WithV2(string group, string limit = "max", bool peak = true)
    {
        _ = peak ? With($"/sys/fs/cgroup{group}/memory.peak", "335544320\n") : this;
        return With($"/sys/fs/cgroup{group}/memory.current", "314572800\n")
            .With($"/sys/fs/cgroup{group}/memory.max", $"{limit}\n")
            .With($"/sys/fs/cgroup{group}/memory.events", "low 0\nhigh 0\nmax 4\noom 1\noom_kill 1\noom_group_kill 0\n")
            .With($"/sys/fs/cgroup{group}/memory.stat", """
                anon 188743680
                file 125829120
                kernel 8192000
                kernel_stack 327680
                shmem 0
                inactive_anon 188743680
                active_anon 0
                inactive_file 94371840
                active_file 31457280

                """);
    }

    internal RecordedTree MountedV1(string root = "/") => With("/proc/self/mountinfo", $"""
        23 30 0:22 / /proc rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw
        34 25 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid,nodev,noexec,relatime shared:15 - cgroup cgroup rw,cpu,cpuacct
        41 25 0:33 {root} /sys/fs/cgroup/memory rw,nosuid,nodev,noexec,relatime shared:19 - cgroup cgroup rw,memory
        42 25 0:34 / /sys/fs/cgroup/unified rw,nosuid,nodev,noexec,relatime shared:20 - cgroup2 cgroup2 rw

        """);

    internal RecordedTree MountedV2(string root = "/") => With("/proc/self/mountinfo", $"""
        23 30 0:22 / /proc rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw
        30 23 0:26 {root} /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot

        """);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
