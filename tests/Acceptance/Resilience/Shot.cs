using System.Globalization;

namespace Verification.Acceptance.Resilience;

/// <summary>An event of a drill, as its sender saw it.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="SentMs">Begin of the request, in milliseconds since the drill began.</param>
/// <param name="AnsweredMs">When the answer came, or when it was given up.</param>
/// <param name="Status">Of the answer; null when none came.</param>
internal sealed record Shot(string Id, double SentMs, double AnsweredMs, int? Status)
{
    /// <summary>Whether the target took responsibility for it; null when it said nothing.</summary>
    public bool? Accepted => Status is int status ? status is >= 200 and < 300 : null;
}

/// <summary>Ids that nobody else gives, so that a drill's events are found wherever they are stored.</summary>
internal sealed class ShotIds
{
    private readonly ulong _prefix = (ulong)Random.Shared.NextInt64();
    private ulong _next;

    /// <summary>Lowest of all.</summary>
    public Guid Lowest => Guid.ParseExact(Of(0), "N");

    /// <summary>Highest of all.</summary>
    public Guid Highest => Guid.ParseExact(Of(ulong.MaxValue), "N");

    /// <summary>One that was not given before.</summary>
    public string Next() => Of(Interlocked.Increment(ref _next));

    private string Of(ulong number) => string.Create(CultureInfo.InvariantCulture, $"{_prefix:x16}{number:x16}");
}
