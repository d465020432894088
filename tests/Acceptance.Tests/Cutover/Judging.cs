using System.Runtime.CompilerServices;
using Verification.Acceptance.Cutover;
using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Tests.Cutover;

/// <summary>Has a check judge a run written by hand, by the threshold that the catalogue gives it.</summary>
internal static class Judging
{
    private static readonly Catalogue Definitions = CatalogueFolder.Read(RepositoryLayout.Find());

    public static Observation Of(MainDrillCheck check, MainRun run) => Judge(check, new(Definitions.Find(check.Id)!, null!, null!, null!, null!, null!, null!), run);

    // A session makes its run of real services and has no door for one made by hand; a renamed method fails every test at once.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Judge")]
    private static extern Observation Judge(MainDrillCheck check, CheckContext context, MainRun run);
}
