namespace Verification.Load.Driving;

/// <summary>When an event says it happened: the begin of the drive in whole milliseconds, plus its intended moment.</summary>
public static class DriveClock
{
    /// <summary>Milliseconds since 1970 of an event of a drive.</summary>
    public static long UnixMilliseconds(DriveResult result, in EventOutcome outcome) => UnixMilliseconds(result.StartedAt, outcome.IntendedMicroseconds);

    /// <summary>Milliseconds since 1970 of an event that is intended so long after the begin.</summary>
    public static long UnixMilliseconds(DateTimeOffset startedAt, long intendedMicroseconds) =>
        startedAt.ToUnixTimeMilliseconds() + (intendedMicroseconds / 1000);
}
