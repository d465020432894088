using System.Net;
using Verification.Load.Events;
using Verification.Load.Plans;

namespace Verification.Load.Engine;

/// <summary>What the engine needs for a drive.</summary>
/// <param name="Plan">What is sent when.</param>
/// <param name="Source">The events.</param>
/// <param name="Target">Where they go.</param>
/// <param name="TimeoutMilliseconds">How long an answer may take.</param>
internal sealed record EngineSetup(LoadPlan Plan, EventSource Source, IPEndPoint Target, int TimeoutMilliseconds)
{
    /// <summary>Ends the drive at once.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>
    /// Whether to ask the kernel to run the engine before others: with a schedule to keep, a generator must not be starved by the target
    /// beside it. Without one, being woken for every single answer would only cost both of them.
    /// </summary>
    public bool IsPreferred => Plan.Model == LoadModel.Open || Plan.ThinkMilliseconds > 0;

    /// <summary>Called with the time in every round; a seeded defect of the generator in tests, null otherwise.</summary>
    public Action<long>? Hiccup { get; init; }

    /// <summary>Readiness of sockets.</summary>
    public Func<Poller> Poller { get; init; } = Engine.Poller.Create;
}

/// <summary>What the engine saw.</summary>
/// <param name="StartedAt">Begin by the wall clock.</param>
/// <param name="Outcomes">One per event, by serial number.</param>
/// <param name="WithoutRetryAfter">Answers 429 or 503 without Retry-After.</param>
/// <param name="Shortages">Connections that this machine could not open for lack of ports, descriptors or memory.</param>
/// <param name="Cpu">CPU time of the process meanwhile.</param>
/// <param name="AllocatedBytes">Managed memory that the engine's thread allocated while it sent.</param>
/// <param name="EndedAtMicroseconds">When it ended.</param>
/// <param name="Interrupted">Whether it was told to end early.</param>
internal sealed record EngineRecord(
    DateTimeOffset StartedAt, Driving.EventOutcome[] Outcomes, int WithoutRetryAfter, int Shortages, TimeSpan Cpu, long AllocatedBytes,
    long EndedAtMicroseconds, bool Interrupted);
