using System.Text.RegularExpressions;

namespace Verification.ReferenceTarget.Events;

/// <summary>Browser and operating system named by a User-Agent header; the common ones only.</summary>
public static partial class UserAgent
{
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Version", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows NT", "Windows"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("Mac OS X", "Mac OS X"), ("Linux", "Linux")];

    /// <summary>The browser with at most three parts of its version.</summary>
    public static (string Name, string Version) Browser(string header)
    {
        foreach (var (mark, name) in Browsers)
        {
            if (Version().Match(header, Math.Max(0, header.IndexOf(mark + "/", StringComparison.Ordinal))) is { Success: true } version
                && header.Contains(mark + "/", StringComparison.Ordinal))
            {
                return (name, version.Groups[1].Value);
            }
        }

        return ("Other", "");
    }

    /// <summary>The operating system's name.</summary>
    public static string System(string header) =>
        Systems.FirstOrDefault(system => header.Contains(system.Mark, StringComparison.Ordinal)).Name ?? "Other";

    [GeneratedRegex(@"/(\d+(?:\.\d+){0,2})")]
    private static partial Regex Version();
}
