using System.Runtime.InteropServices;
using Verification.Fixtures;
using Verification.Fixtures.Runs;

namespace Verification.Cli.Running;

/// <summary>artifacts/latest, a convenience for people.</summary>
internal static class Latest
{
    /// <summary>Points it to these results; gives a sentence when that fails, because no verdict is worse for it.</summary>
    public static string? PointTo(RepositoryLayout layout, RunDirectory directory)
    {
        string latest = Path.Combine(layout.Artifacts, "latest");
        string temporary = $"{latest}.{Path.GetFileName(directory.Path)}";
        try
        {
            // Made beside it and renamed over it, so that it never dangles; .NET's own moves follow the link or refuse to replace it.
            Directory.CreateSymbolicLink(temporary, Path.GetFileName(directory.Path));
            if (Rename(temporary, latest) == 0)
            {
                return null;
            }

            File.Delete(temporary);
            return $"{latest} can't be replaced by a link to the newest results ({Marshal.GetLastPInvokeErrorMessage()}); remove it.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{latest} can't be made a link to the newest results ({error.Message}).";
        }
    }

    [DllImport("libc", EntryPoint = "rename", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
