namespace Verification.Fixtures.Tests.Memory;

internal static class Sizes
{
    internal const long MiB = 1024 * 1024;
}
