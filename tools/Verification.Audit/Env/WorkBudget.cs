using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Env;

/// <summary>What one deployment may cost to read: variables, aliases, includes and extends multiply, and a small folder must not become gigabytes.</summary>
internal sealed class WorkBudget
{
    /// <summary>Characters and values altogether; a large real deployment needs a hundredth of it.</summary>
    public const long Limit = 8_000_000;

    private long _spent;

    /// <summary>Accounts for characters or values that come into being at a place.</summary>
    public void Spend(long units, Place place)
    {
        _spent += units;
        if (_spent > Limit)
        {
            throw Refusal.At(place, $"the deployment grows beyond {Limit:#,0} characters when its variables, aliases, includes and extends are followed", "make it smaller");
        }
    }
}
