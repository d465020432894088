using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>What a service's environment says under a name.</summary>
/// <param name="Text">The value; null when it is not given, or can't be told.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="UnknownBecause">Why it can't be told; null when it can.</param>
/// <param name="Secret">Whether it may be shown.</param>
internal sealed record EnvValue(string? Text, Place? Place, string? UnknownBecause = null, bool Secret = false)
{
    public bool Given => Text is not null;

    /// <summary>As a fact; null when it is not given.</summary>
    public Fact? Fact => UnknownBecause is not null ? Readiness.Rules.Fact.Unknown(UnknownBecause, Place)
        : Text is null ? null : Readiness.Rules.Fact.Of(Text, Place) with { Secret = Secret };

    /// <summary>The words that GlitchTip's settings take for yes.</summary>
    public bool On => Text?.ToLowerInvariant() is "true" or "on" or "ok" or "y" or "yes" or "1";
}
