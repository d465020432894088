using System.Globalization;
using Verification.Audit.Compose.Normal;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose.Loading;

/// <summary>Values of one service that Compose refuses although their kind is right.</summary>
internal static class ServiceValues
{
    private static readonly string[] MountTypes = ["bind", "volume", "tmpfs", "cluster", "npipe", "image"];
    private static readonly string[] Conditions = ["service_started", "service_healthy", "service_completed_successfully"];

    /// <summary>Refuses what is out of range or contradicts itself.</summary>
    public static void Check(ComposeService service)
    {
        foreach (YamlMapping port in service.Tree["ports"] is YamlSequence ports ? ports.Items.OfType<YamlMapping>() : [])
        {
            Port(port);
        }

        foreach (ComposeMount mount in service.Mounts)
        {
            Demand(MountTypes.Contains(mount.Type), mount.Place, "a mount is of no type that Compose knows", "write bind, volume or tmpfs");
        }

        foreach (ComposeDependency needed in service.DependsOn)
        {
            Demand(Conditions.Contains(needed.Condition), needed.Place, "a dependency has no condition that Compose knows", $"write one of {string.Join(", ", Conditions)}");
        }

        YamlNode? test = service.Node("healthcheck.test");
        Demand(
            test.Texts() is [] or ["CMD" or "CMD-SHELL" or "NONE", ..], test?.Place ?? service.Place,
            "a healthcheck's test that is a list has to begin with CMD, CMD-SHELL or NONE", "put one of them first");
        Agree(service, "cpus", "limits", "cpus", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double cpus) ? cpus : null);
        Agree(service, "mem_limit", "limits", "memory", text => Sizes.Bytes(text));
        Agree(service, "mem_reservation", "reservations", "memory", text => Sizes.Bytes(text));
        Agree(service, "pids_limit", "limits", "pids", text => Sizes.Bytes(text));
        Scale(service);
    }

    private static void Port(YamlMapping port)
    {
        Demand(port["target"] is YamlScalar { AsInteger: > 0 and <= ushort.MaxValue }, port.Place, "the container's port must be a number from 1 to 65535", "correct it");
        Demand(port["host_ip"].Text() is not { } address || PortSpec.IsAddress(address), port.Place, "the address that a port is bound to is no IP address", "write one, such as 127.0.0.1");
        Demand(
            port["published"].Text() is not { Length: > 0 } published || published.Split('-').All(end => int.TryParse(end, NumberStyles.None, null, out int number) && PortSpec.IsPort(number)),
            port.Place, "the published port must be a number from 0 to 65535 or a range of them", "correct it");
    }

    // Compose takes a limit that is absent beside others for a limit of 0, which differs.
    private static void Agree(ComposeService service, string own, string section, string part, Func<string, double?> read)
    {
        double value = service.Tree[own].Text() is { } text ? read(text) ?? 0 : 0;
        if (value == 0 || service.Node($"deploy.resources.{section}") is not YamlMapping limits)
        {
            return;
        }

        Demand(
            limits[part].Text() is { } other && read(other) == value, service.Tree[own]!.Place,
            $"{own} and deploy.resources.{section}.{part} do not say the same, and Compose takes an absent one for another value", "give both the same value or remove one of them");
    }

    private static void Scale(ComposeService service)
    {
        long? scale = (service.Tree["scale"] as YamlScalar)?.AsInteger;
        YamlNode? written = service.Node("deploy.replicas");
        long? replicas = (written as YamlScalar)?.AsInteger;
        Place place = (service.Tree["scale"] ?? written)?.Place ?? service.Place;
        Demand(scale is null || replicas is null || scale == replicas, place, "scale and deploy.replicas differ", "remove one of them");
        Demand((scale ?? 0) >= 0 && (replicas ?? 0) >= 0, place, "a service can't run fewer than 0 times", "correct the number");
        Demand((scale ?? replicas ?? 1) <= 1 || service.Tree["container_name"] is null, place, "several containers can't have the one container_name", "remove the name");
    }

    private static void Demand(bool holds, Place place, string what, string advice)
    {
        if (!holds)
        {
            throw Refusal.At(place, what, advice);
        }
    }
}
