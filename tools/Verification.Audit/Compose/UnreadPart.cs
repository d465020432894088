using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose;

/// <summary>Something that belongs to the deployment and could not be read; what depends on it is unknown.</summary>
/// <param name="What">The file, as it was written.</param>
/// <param name="Reason">One clause that completes "NAME was not read: ...".</param>
/// <param name="Place">Where it is asked for.</param>
/// <param name="OfModel">Whether services, volumes or networks may be missing because of it, and not only values.</param>
public sealed record UnreadPart(string What, string Reason, Place Place, bool OfModel = false);
