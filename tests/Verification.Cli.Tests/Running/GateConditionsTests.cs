using Verification.Cli.Running;
using Verification.Readiness;

namespace Verification.Cli.Tests.Running;

public sealed class GateConditionsTests
{
    [Fact]
    public void Unmet_WholeCatalogueOnContainersFromACleanTree_IsNothing() => GateConditions.Unmet(TargetKind.Containers, [], null, workTreeDirty: false).Should().BeEmpty();

    [Fact]
    public void Unmet_PartOnEmbeddedFromADirtyTree_NamesAllFour() =>
        GateConditions.Unmet(TargetKind.Embedded, ["sdk"], 0.5, workTreeDirty: true).Should().SatisfyRespectively(
            target => target.Should().Contain("container"), areas => areas.Should().Contain("--only"), scale => scale.Should().Contain("--scale"), tree => tree.Should().Contain("clean work tree"));
}
