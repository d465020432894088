using FluentAssertions;
using Xunit;

namespace Verification.Verifier.Tests;

/// <summary>The runbook belongs to the bundle: it is accepted as it was written, and not otherwise.</summary>
public sealed class RunbookTests
{
    [Fact]
    public void Verify_ABundleWithARunbook_AcceptsIt()
    {
        using Bundle bundle = Bundle.Everyday();

        bundle.Read("runbook.md").Should().StartWith("# Runbook: restore ");
        bundle.Read("manifest.json").Should().Contain("\"runbook.md\"").And.Contain("\"runbook.html\"");
        bundle.Verified().Disagreements.Should().BeEmpty();
    }

    [Theory]
    [InlineData("runbook.md", "Leave Redis running", "Flush Redis")]
    [InlineData("runbook.html", "pg_restore --exit-on-error", "pg_restore")]
    public void Verify_ARunbookThatWasEdited_NamesIt(string file, string text, string instead)
    {
        using Bundle bundle = Bundle.Everyday();
        bundle.Replace(file, text, instead);

        bundle.Verified().Disagreements.Should().ContainSingle().Which.Should().Be($"{file} was altered after the manifest was written.");
    }
}
