namespace Verification.Audit.Tests.Shell;

/// <summary>Damages texts the way that editors, transfers and attackers do.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] Pieces =
        ["\0", "\r\n", "\uFEFF", "$(", "${", "\"", "'", "`", "((", "))", "{", "}", "<<EOF\n", "|", "&&", ";;", "\\", "\n", "\t", "[[", "]]", "if ", "fi\n", "done\n", "%", "*/0", "\uE000x\uE001", "\uE000", "𝒳", "eval ", ". ./x\n", "() {"];

    private readonly Random random = new(seed);

    public string Mutate(string text)
    {
        for (int round = random.Next(1, 6); round > 0; round--)
        {
            text = Once(text);
        }

        return text;
    }

    private string Once(string text)
    {
        int at = random.Next(text.Length + 1);
        int length = Math.Min(random.Next(1, 40), text.Length - at);
        string[] lines = text.Split('\n');
        int line = random.Next(lines.Length);
        return random.Next(9) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
            2 => text.Insert(at, string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(1, 200)))),
            3 => string.Join('\n', lines.Where((_, index) => index != line)),
            4 => string.Join('\n', lines.Append(lines[line])),
            5 => text.Insert(at, ((char)random.Next(1, 0xD7FF)).ToString()),
            6 => text[..at],
            7 => text.Replace("\n", "\r\n"),
            _ => text.Insert(at, text.Substring(at, length)),
        };
    }
}
