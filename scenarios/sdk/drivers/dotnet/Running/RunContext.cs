using Verification.SdkDriver.Sdk;
using Verification.SdkDriver.Wires;

namespace Verification.SdkDriver.Running;

/// <summary>What the scenarios of a run share.</summary>
internal sealed record RunContext(DriverRequest Request, Wire Wire, DefaultSdk Defaults, Output Output, Tally Tally, CancellationToken Stop)
{
    /// <summary>Keeps events below the rate asked for.</summary>
    public Pace Pace { get; } = new(Request.EventsPerSecond);

    /// <summary>What has to be removed again.</summary>
    public Cleanup Cleanup { get; } = new();

    /// <summary>Says why something did not happen.</summary>
    public void Fail(string scenario, string reason, params IEnumerable<(string Name, object? Value)> more)
    {
        Tally.Failed();
        Output.Line("failed", [("scenario", scenario), ("reason", reason), .. more]);
    }
}

/// <summary>The figures of the last line.</summary>
internal sealed class Tally
{
    private int _sent;
    private int _dropped;
    private int _failed;

    public void Sent() => Interlocked.Increment(ref _sent);

    public void Dropped(int quantity) => Interlocked.Add(ref _dropped, quantity);

    public void Failed() => Interlocked.Increment(ref _failed);

    /// <summary>As fields of a line.</summary>
    public IEnumerable<(string Name, object? Value)> Fields() => [("sent", _sent), ("dropped", _dropped), ("failed", _failed)];
}
