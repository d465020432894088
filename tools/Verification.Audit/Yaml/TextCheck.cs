using Verification.Readiness.Evidence;

namespace Verification.Audit.Yaml;

/// <summary>Whether a file is text at all: readers stop silently at a NUL, and people don't see control characters.</summary>
internal static class TextCheck
{
    /// <summary>The text without a byte order mark; refused when it is too long or not text.</summary>
    public static string Clean(string file, string text, int limit)
    {
        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (text.Length > limit)
        {
            throw Refusal.At(new Place(file, 1), $"the file is longer than {limit:#,0} characters", "no deployment file is that long, so give the right one");
        }

        int line = 1;
        for (int index = 0; index < text.Length; index++)
        {
            char letter = text[index];
            line += letter == '\n' ? 1 : 0;
            if (IsForbidden(letter) || IsHalf(text, index))
            {
                throw Refusal.At(
                    new Place(file, line), $"the character U+{(int)letter:X4} has no place in a text file, so this is a binary file or a damaged one", "write it as UTF-8 text");
            }
        }

        return text;
    }

    private static bool IsForbidden(char letter) => letter switch
    {
        '\t' or '\n' or '\r' or '\u0085' => false,
        < ' ' or (>= '\u007F' and <= '\u009F') or '\uFFFE' or '\uFFFF' => true,
        _ => false,
    };

    private static bool IsHalf(string text, int index) => char.IsHighSurrogate(text[index])
        ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
        : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}
