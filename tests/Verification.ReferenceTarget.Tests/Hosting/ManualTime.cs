namespace Verification.ReferenceTarget.Tests.Hosting;

/// <summary>A clock that a test moves.</summary>
public sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
