using Verification.Readiness.Evidence;

namespace Verification.Readiness.Rules;

/// <summary>All that was read about what is judged.</summary>
/// <param name="Place">Where a finding belongs that is about something missing.</param>
/// <param name="Items">Everything that was read.</param>
/// <param name="Incomplete">Kinds of which something could not be read, with the reason.</param>
public sealed record Subject(Place Place, IReadOnlyList<Item> Items, IReadOnlyDictionary<string, string> Incomplete);
