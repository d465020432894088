using System.Net;
using Verification.Audit.Compose;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Turns published ports into items.</summary>
internal static class PortItems
{
    /// <summary>One item per published port.</summary>
    public static IEnumerable<Item> Of(Deployment deployment) =>
        from service in deployment.Services
        from port in service.Service.Ports
        select new FactSheet("port", $"{service.Name}:{port.Published ?? "any"}", port.Place)
            .Add("service", service.Name)
            .Add("role", service.RoleName)
            .Add("hostIp", string.IsNullOrEmpty(port.HostIp) ? "0.0.0.0" : port.HostIp)
            .Add("published", port.Published ?? "any")
            .Add("target", port.Target)
            .Add("loopback", IsLoopback(port.HostIp))
            .Item();

    /// <summary>Whether only the host itself reaches an address; none means all of its addresses.</summary>
    public static bool IsLoopback(string? hostIp) =>
        hostIp is "localhost" || (IPAddress.TryParse(hostIp?.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
