using Verification.Cli.Running;
using Verification.Readiness;

namespace Verification.Cli.Tests.Running;

public sealed class GateConditionsTests
{
    [Fact]
    public void Unmet_WholeCatalogueOnContainersFromACleanTree_IsNothing() => GateConditions.Unmet(TargetKind.Containers, [], workTreeDirty: false).Should().BeEmpty();

    [Fact]
    public void Unmet_PartOnEmbeddedFromADirtyTree_NamesAllThree() =>
        GateConditions.Unmet(TargetKind.Embedded, ["sdk"], workTreeDirty: true).Should().SatisfyRespectively(
            target => target.Should().Contain("container"), areas => areas.Should().Contain("--only"), tree => tree.Should().Contain("clean work tree"));
}
