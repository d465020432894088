namespace Verification.Readiness.Ledger;

/// <summary>Where an event ended, worst first; every event sent is in exactly one class.</summary>
public enum DeliveryClass
{
    /// <summary>Stored, but not as it was sent.</summary>
    Corrupted,

    /// <summary>Stored more than once.</summary>
    Duplicated,

    /// <summary>Stored although it was not sent here, or stored in another project.</summary>
    Unexpected,

    /// <summary>Accepted, and nowhere to be found at the deadline.</summary>
    Lost,

    /// <summary>Accepted, and found still queued at the deadline.</summary>
    Delayed,

    /// <summary>Late but whole, after a fault.</summary>
    Recovered,

    /// <summary>Refused by the target with a status that says so.</summary>
    Rejected,

    /// <summary>Dropped by the SDK, or by documented behaviour of the target.</summary>
    Dropped,

    /// <summary>Stored once and as sent.</summary>
    Stored,

    /// <summary>Nothing could be seen.</summary>
    Unknown,
}
