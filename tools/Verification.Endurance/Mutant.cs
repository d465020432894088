using System.Text;

namespace Verification.Endurance;

/// <summary>Files as nobody should write them: seeds, changed at random in the ways that break readers.</summary>
internal static class Mutant
{
    private static readonly string[] Splinters =
    [
        "\uFEFF", "\r\n", "\t", "\0", "*a", "&a [*a, *a]", "<<: *logging", "{{{{", "[[[[[[[[", "}", "]", "'", "\"", "$", "${", "${A:-${B:-${C", "$(", "`", "((", "<<EOF", "|", "&&", "!reset", "!!binary x",
        "? ", "- - - -", ": : :", "99999999999999999999", "-1", "1e999", ".nan", "~", "null", "é", "\u202E", "\uD83D", "extends: { service: web }", "include: [compose.yaml]", "env_file: ../../etc/x",
        "@daily", "*/0 * * * *", "61 25 32 13 8", "services:", "eval \"$x\"", "x() { x; }; x", "\\",
    ];

    /// <summary>The text with some damage.</summary>
    public static string Of(string text, Random random)
    {
        StringBuilder mutant = new(text);
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            int at = random.Next(mutant.Length + 1);
            int length = Math.Min(random.Next(1, 60), mutant.Length - at);
            switch (random.Next(8))
            {
                case 0: mutant.Insert(at, Splinters[random.Next(Splinters.Length)]); break;
                case 1: mutant.Remove(at, length); break;
                case 2: mutant.Insert(at, mutant.ToString(at, length)); break;
                case 3: mutant.Insert(at, (char)random.Next(1, 0x2FFF)); break;
                case 4: mutant.Insert(at, string.Concat(Enumerable.Repeat(Splinters[random.Next(Splinters.Length)], random.Next(1, 400)))); break;
                case 5: mutant.Insert(at, new string((char)random.Next(32, 127), random.Next(1, 20_000))); break;
                case 6: mutant.Replace("\n", "\r\n"); break;
                default: Swap(mutant, random); break;
            }
        }

        return mutant.ToString();
    }

    private static void Swap(StringBuilder text, Random random)
    {
        string[] lines = text.ToString().Split('\n');
        int one = random.Next(lines.Length), other = random.Next(lines.Length);
        (lines[one], lines[other]) = (lines[other], lines[one]);
        text.Clear().AppendJoin('\n', lines);
    }
}
