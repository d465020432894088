using System.Runtime.CompilerServices;
using DiffEngine;
using EmptyFiles;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>What Verify is told, all of it (needs the full package set).</summary>
internal static class SnapshotSettings
{
    /// <summary>Before the first comparison.</summary>
    [ModuleInitializer]
    internal static void Initialize()
    {
        // Neither a test run on somebody's desktop nor one in CI opens a window.
        DiffRunner.Disabled = true;
        VerifierSettings.DisableAttachments();
        // A received file becomes the accepted one by renaming it, and those have no byte order mark.
        VerifierSettings.UseUtf8NoBom();
        FileExtensions.AddTextExtension("sarif");
    }

    /// <summary>For one document.</summary>
    public static VerifySettings For(string document, string folder)
    {
        VerifySettings settings = new();
        settings.UseFileName(document);
        settings.UseDirectory(folder);
        // The samples have fixed ids, times and host, so the accepted texts say what a reader sees, also where that looks like a GUID, a date or a path.
        settings.DisableScrubbers();
        // Tests of the comparison itself share a name, each in a folder of its own.
        settings.DisableRequireUniquePrefix();
        return settings;
    }
}
