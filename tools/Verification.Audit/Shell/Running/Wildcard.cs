namespace Verification.Audit.Shell.Running;

/// <summary>Shell patterns of *, ? and [...], in time linear in text times pattern.</summary>
internal static class Wildcard
{
    public static bool Matches(string text, string pattern)
    {
        int at = 0;
        int expected = 0;
        int star = -1;
        int resume = 0;
        while (at < text.Length)
        {
            if (expected < pattern.Length && pattern[expected] == '*')
            {
                star = expected++;
                resume = at;
            }
            else if (expected < pattern.Length && One(text[at], pattern, expected) is int next)
            {
                at++;
                expected = next;
            }
            else if (star >= 0)
            {
                expected = star + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(expected).Trim('*').Length == 0;
    }

    /// <summary>Where the pattern goes on after one character; null when that character does not fit.</summary>
    private static int? One(char character, string pattern, int at)
    {
        int close = pattern[at] == '[' ? pattern.IndexOf(']', Math.Min(at + 2, pattern.Length)) : -1;
        if (close < 0)
        {
            return pattern[at] == '?' || pattern[at] == character ? at + 1 : null;
        }

        ReadOnlySpan<char> set = pattern.AsSpan(at + 1, close - at - 1);
        bool negated = set[0] is '!' or '^';
        set = negated ? set[1..] : set;
        bool found = false;
        for (int index = 0; index < set.Length; index++)
        {
            bool range = index + 2 < set.Length && set[index + 1] == '-';
            found |= range ? character >= set[index] && character <= set[index + 2] : character == set[index];
            index += range ? 2 : 0;
        }

        return found != negated ? close + 1 : null;
    }
}
