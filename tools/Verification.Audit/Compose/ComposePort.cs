using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose;

/// <summary>A port of a container that is reachable from outside.</summary>
/// <param name="HostIp">Address that it is bound to; null means all of them.</param>
/// <param name="Published">Port of the host, or a range such as "8080-8090"; null means a random one.</param>
/// <param name="Target">Port of the container.</param>
/// <param name="Protocol">tcp, udp or sctp.</param>
/// <param name="Place">Where it was written.</param>
public sealed record ComposePort(string? HostIp, string? Published, int Target, string Protocol, Place Place)
{
    internal static ComposePort Of(YamlMapping port) => new(
        port["host_ip"].Text(), port["published"].Text() is { Length: > 0 } published ? published : null,
        (int)((port["target"] as YamlScalar)?.AsInteger ?? 0), port["protocol"].Text() ?? "tcp", port.Place);
}
