using FluentAssertions;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

public sealed class MountTests
{
    private const string Volumes = "volumes:\n  data: {}\n";

    [Theory]
    [InlineData("data:/var/lib/data", "{type: volume, source: data, target: /var/lib/data}")]
    [InlineData("data:/var/lib/data:ro", "{type: volume, source: data, target: /var/lib/data, read_only: <true>}")]
    [InlineData("data:/var/lib/data:rw,nocopy", "{type: volume, source: data, target: /var/lib/data, volume: {nocopy: <true>}}")]
    [InlineData("/var/lib/data", "{type: volume, target: /var/lib/data}")]
    [InlineData("/", "{type: volume, target: /}")]
    [InlineData("./conf:/etc/conf/:ro", "{type: bind, source: ./conf, target: /etc/conf, read_only: <true>}")]
    [InlineData(".:/code", "{type: bind, source: ., target: /code}")]
    [InlineData("../up:/code", "{type: bind, source: ../up, target: /code}")]
    [InlineData("./a/../../up:/code", "{type: bind, source: ../up, target: /code}")]
    [InlineData("~/conf:/etc/conf:z,rshared", "{type: bind, source: ~/conf, target: /etc/conf, bind: {propagation: rshared, selinux: z}}")]
    [InlineData("/var/run/docker.sock:/var/run/docker.sock", "{type: bind, source: /var/run/docker.sock, target: /var/run/docker.sock}")]
    [InlineData("'C:\\data:/data'", "{type: bind, source: C:\\data, target: /data}")]
    [InlineData("{type: bind, source: conf, target: /etc//conf/../conf}", "{type: bind, source: ./conf, target: /etc/conf}")]
    [InlineData("{type: volume, source: data, target: /data, read_only: yes}", "{type: volume, source: data, target: /data, read_only: <true>}")]
    [InlineData("{type: tmpfs, target: /tmp, tmpfs: {size: 10m}}", "{type: tmpfs, target: /tmp, tmpfs: {size: 10m}}")]
    public void Mount_OneForm_IsWrittenOut(string written, string expected) =>
        Folder.Flow(Folder.Web($"volumes:\n  - {written}", Volumes).Tree["volumes"]).Should().Be($"[{expected}]");

    [Theory]
    [InlineData("data:")]
    [InlineData("':/data'")]
    [InlineData("data:/b:ro:rw")]
    [InlineData("''")]
    [InlineData("{target: /data}")]
    [InlineData("{type: volume}")]
    [InlineData("{type: bind, target: /data}")]
    [InlineData("{type: heap, target: /data}")]
    [InlineData("{type: volume, source: data, target: /data, readonly: true}")]
    [InlineData("nowhere:/data")]
    [InlineData("[data]")]
    [InlineData("7")]
    public void Mount_Impossible_IsRefusedWithItsLine(string written)
    {
        Action read = () => Folder.Web($"volumes:\n  - {written}", Volumes);
        read.Should().Throw<InputException>().WithMessage("compose.yaml:5: *");
    }

    [Fact]
    public void Mounts_SameTarget_LastOneStands() => Folder.Web("volumes:\n  - data:/data\n  - ./x:/x\n  - /srv/data:/data:ro", Volumes).Mounts
        .Select(mount => $"{mount.Type} {mount.Source} {mount.Target} {mount.ReadOnly}").Should().Equal("bind /srv/data /data True", "bind ./x /x False");
}
