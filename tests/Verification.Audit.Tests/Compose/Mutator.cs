using System.Text;

namespace Verification.Audit.Tests.Compose;

/// <summary>Damages text files the way disks, editors, people and attackers do; the same seed gives the same damage.</summary>
internal sealed class Mutator(int seed)
{
    private const int LongestText = 400_000;

    private static readonly string[] Sprinkles =
    [
        "\0", "\t", "\r", "\r\n", "\uFEFF", "\u2028", "\uD800", "${", "$", "${A:-", "}", "{", "[", "]", "*a", "&a ", "!reset ", "!override ", "!!binary ", "<<: ", "- ", ": ", "? ",
        "\"", "'", "#", "|\n", ">\n", "---\n", "...\n", "%YAML 1.1\n", "\\", "\\UFFFFFFFF", "1e999", "-1", "99999999999999999999", "0x", "null", "~", "@", "`", "\u0001", "é", "🙂",
    ];

    private readonly Random _random = new(seed);

    /// <summary>One to four damages, one after the other.</summary>
    public string Mutate(string text)
    {
        for (int rounds = _random.Next(1, 5); rounds > 0 && text.Length < LongestText; rounds--)
        {
            text = Damage(text);
        }

        return text;
    }

    private string Damage(string text) => _random.Next(16) switch
    {
        0 or 1 => FlipByte(text),
        2 => Lines(text, (lines, index) => lines.Insert(index, lines[index])),
        3 => Lines(text, (lines, index) => lines.RemoveAt(index)),
        4 => Lines(text, (lines, index) => (lines[index], lines[Pick(lines)]) = (lines[Pick(lines)], lines[index])),
        5 => Lines(text, (lines, index) => lines[index] = new string(' ', _random.Next(9)) + lines[index].TrimStart()),
        6 or 7 => text.Insert(At(text), Sprinkles[_random.Next(Sprinkles.Length)]),
        8 => text[..At(text)],
        9 => text.Insert(At(text), new string("[{- a9$\n"[_random.Next(8)], _random.Next(1, 50_000))),
        10 => text.Insert(At(text), string.Concat(Enumerable.Repeat("${A:-", _random.Next(200)))),
        11 => text.ReplaceLineEndings("\r\n"),
        12 => "\uFEFF" + text,
        13 => Bomb() + text,
        14 => Lines(text, (lines, index) => lines[index] = KeyOf(lines[index]) + Values[_random.Next(Values.Length)]),
        _ => Binary(text),
    };

    private static readonly string[] Values = ["", "[]", "{}", "[[]]", "{a: b}", "[a, {b: c}]", "1", "1.5", "true", "~", "''", "'x y'", "*a", "&a [*a]", "!reset", "2001-01-01", "1-65535:1-65535", "${A:?x}"];

    private string FlipByte(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length == 0)
        {
            return text;
        }

        bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        return Encoding.UTF8.GetString(bytes);
    }

    private string Lines(string text, Action<List<string>, int> change)
    {
        List<string> lines = [.. text.Split('\n')];
        change(lines, Pick(lines));
        return string.Join('\n', lines);
    }

    private string Bomb()
    {
        StringBuilder bomb = new("x-b0: &b0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < _random.Next(2, 30); level++)
        {
            bomb.AppendLine($"x-b{level}: &b{level} [{string.Join(", ", Enumerable.Repeat($"*b{level - 1}", 9))}]");
        }

        return bomb.ToString();
    }

    private string Binary(string text)
    {
        byte[] noise = new byte[_random.Next(1, 64)];
        _random.NextBytes(noise);
        return text.Insert(At(text), Encoding.Latin1.GetString(noise));
    }

    private static string KeyOf(string line) => line.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? $"{line[..colon]}: " : line;

    private int Pick(List<string> lines) => _random.Next(lines.Count);

    private int At(string text) => _random.Next(text.Length + 1);
}
