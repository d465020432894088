using DiffEngine;
using FluentAssertions;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Needs the full package set.</summary>
public sealed class SnapshotSettingsTests
{
    [Fact]
    public void Initialize_BeforeAnyTest_HasTurnedDiffToolsOff() => DiffRunner.Disabled.Should().BeTrue();
}
