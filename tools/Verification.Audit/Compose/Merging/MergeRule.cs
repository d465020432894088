using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Merging;

/// <summary>How a later file changes what an earlier one says, where that is not simply deep.</summary>
internal enum MergeRule
{
    /// <summary>Mappings deep, lists appended, anything else replaced; nothing changes nothing.</summary>
    Deep,

    /// <summary>The later one stands alone, also when it is empty.</summary>
    Replace,

    /// <summary>Key by key; a key without value replaces one with a value.</summary>
    Pairs,

    /// <summary>Deep while both name the same driver, else replaced.</summary>
    Driver,

    /// <summary>Address ranges by subnet.</summary>
    Subnets,
}
