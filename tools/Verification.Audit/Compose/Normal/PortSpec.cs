using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose.Normal;

/// <summary>A port as written in short form: [[address:]host:]container[/protocol], either port a range.</summary>
internal sealed record PortSpec(string HostIp, int? From, int? To, int Target, int Count, string Protocol)
{
    /// <summary>Reads the short form.</summary>
    public static PortSpec Read(string text, Place place)
    {
        string[] halves = text.Split('/');
        string protocol = halves.Length == 1 || halves[1].Length == 0 ? "tcp" : halves[1].ToLowerInvariant();
        if (halves.Length > 2 || protocol is not ("tcp" or "udp" or "sctp"))
        {
            throw Bad(place, "the protocol of a port must be tcp, udp or sctp");
        }

        string[] parts = halves[0].Split(':');
        string address = parts.Length > 2 ? string.Join(':', parts[..^2]) : "";
        (int target, int last) = Range(parts[^1], place);
        int count = last - target + 1;
        if (parts.Length == 1 || parts[^2].Length == 0)
        {
            return new PortSpec(Address(address, place), null, null, target, count, protocol);
        }

        (int from, int to) = Range(parts[^2], place);
        return count == 1 || to - from == last - target
            ? new PortSpec(Address(address, place), from, to, target, count, protocol)
            : throw Bad(place, "the two port ranges are of different length");
    }

    /// <summary>Whether an address is one that Compose takes.</summary>
    public static bool IsAddress(string text) => text.Contains(':', StringComparison.Ordinal)
        ? !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal) && IPAddress.TryParse(text, out IPAddress? six) && six.AddressFamily == AddressFamily.InterNetworkV6
        : text.Split('.') is { Length: 4 } parts && parts.All(part => part is "0" || (part is [not '0', ..] && byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)));

    /// <summary>Whether a number is a port that can be published.</summary>
    public static bool IsPort(long number) => number is >= 0 and <= ushort.MaxValue;

    /// <summary>The host's port for one of the container's; a range when there are more of the host's than of the container's; null for a random one.</summary>
    public string? PublishedAt(int offset) => From is null ? null : Count == 1 && To != From ? $"{From}-{To}" : $"{From + offset}";

    private static (int From, int To) Range(string text, Place place)
    {
        string[] ends = text.Split('-');
        int from = Port(ends[0], place);
        int to = ends.Length == 1 ? from : Port(ends[1], place);
        return ends.Length <= 2 && from <= to ? (from, to) : throw Bad(place, "a port range goes backwards or has more than two ends");
    }

    private static int Port(string text, Place place) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && IsPort(port)
            ? port
            : throw Bad(place, text.Length == 0 ? "the container's port is missing" : "a port must be a number from 0 to 65535");

    private static string Address(string text, Place place)
    {
        string bare = text is ['[', .. { } inside, ']'] ? inside : text;
        return text.Length == 0 || IsAddress(bare) ? bare : throw Bad(place, "the address that a port is bound to is no IP address");
    }

    private static Exception Bad(Place place, string what) => Refusal.At(place, what, "write it like \"127.0.0.1:8080:8000/tcp\"");
}
