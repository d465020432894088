using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using Verification.Audit.Shell;

namespace Verification.Audit.Tests.Shell;

/// <summary>Says in a test which facts hold and which don't, and shows reasons when it is otherwise.</summary>
internal static class ScriptFactsAssertions
{
    public static void Tell(this ObjectAssertions subject, string holding, string failing)
    {
        ScriptFacts facts = (ScriptFacts)subject.Subject;
        using AssertionScope scope = new();
        foreach ((string names, bool expected) in new[] { (holding, true), (failing, false) })
        {
            foreach (string name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                ScriptFact fact = facts[name];
                fact.Holds.Should().Be(expected, $"{name} at {fact.Place} ({fact.UnknownBecause})");
            }
        }
    }
}
