using Verification.Fixtures.Servers;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Engine;

/// <summary>The engine of this machine and the images that tests may use, or the reason why a test is skipped.</summary>
internal static class RealEngine
{
    /// <summary>Names images for tests, as --image does, separated by commas; the pinned ones unless given.</summary>
    private const string Variable = "VERIFICATION_IMAGES";

    /// <summary>The engine; the test is skipped where there is none.</summary>
    public static async Task<ContainerEngine> ConnectAsync()
    {
        try
        {
            return await ContainerEngine.ConnectAsync(TestContext.Current.CancellationToken);
        }
        catch (ServerStartException absent)
        {
            Assert.Skip(absent.Message);
            throw;
        }
    }

    /// <summary>Images that the engine has or can pull; the test is skipped where it has none.</summary>
    /// <param name="engine">Which.</param>
    /// <param name="standIn">Whether the product's has to be the reference target.</param>
    public static async Task<ResolvedImages> ImagesAsync(ContainerEngine engine, bool standIn = false)
    {
        string given = Environment.GetEnvironmentVariable(Variable) ?? "";
        ImageSet set = ImageSet.Choose(PinnedImages.Read(RepositoryLayout.Find()), given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        try
        {
            ResolvedImages images = await ResolvedImages.OfAsync(engine, set, TestContext.Current.CancellationToken);
            Assert.SkipUnless(!standIn || images.Glitchtip.IsReference, $"{images.Glitchtip.Reference} is no reference target; build its image (tools/Verification.ReferenceTarget/README.md) and name it in {Variable}=glitchtip=REFERENCE.");
            return images;
        }
        catch (ServerStartException absent)
        {
            Assert.Skip($"{absent.Message} Tests take images from {Variable}, written as for --image and separated by commas.");
            throw;
        }
    }
}
