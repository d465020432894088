using Verification.ReferenceTarget.Redis;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget;

/// <summary>What every part of a running role works with.</summary>
public sealed record Services(
    TargetSettings Settings,
    Behaviour Behaviour,
    Database Database,
    RedisClient Redis,
    TimeProvider Time,
    OutputLog Log);
