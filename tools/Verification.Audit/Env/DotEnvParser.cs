using System.Text;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Env;

/// <summary>Goes through an environment file once; what follows a closing quote on its line is the next statement, as in Compose.</summary>
internal sealed class DotEnvParser(string file, string text, Interpolator interpolator, Func<string, string?> lookup)
{
    private const string Export = "export";

    private int _at;
    private int _line = 1;

    /// <summary>Every assignment in order.</summary>
    public IEnumerable<EnvEntry> Entries()
    {
        while (SkipToStatement())
        {
            Place place = new(file, _line);
            bool exported = SkipExport();
            (string name, bool inherited) = Name(place);
            yield return inherited
                ? new EnvEntry(name, lookup(name), "", Quoted: false, exported, place) { Inherited = true }
                : Value(name, exported, place);
        }
    }

    /// <summary>Every line NAME=value or NAME, the value untouched.</summary>
    public IEnumerable<EnvEntry> RawEntries()
    {
        foreach (string line in text.Split('\n'))
        {
            Place place = new(file, _line++);
            string statement = line.TrimEnd('\r').TrimStart();
            if (statement.Length == 0 || statement.StartsWith('#'))
            {
                continue;
            }

            int sign = statement.IndexOf('=', StringComparison.Ordinal);
            string name = sign < 0 ? statement : statement[..sign];
            if (name.Length == 0 || name.Any(char.IsWhiteSpace))
            {
                throw BadName(place, "has a space in it or is missing");
            }

            yield return sign < 0
                ? new EnvEntry(name, lookup(name), "", Quoted: false, Exported: false, place) { Inherited = true }
                : new EnvEntry(name, statement[(sign + 1)..], statement[(sign + 1)..], Quoted: false, Exported: false, place);
        }
    }

    private bool SkipToStatement()
    {
        while (_at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] == '#'))
        {
            if (text[_at] == '#')
            {
                int end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else
            {
                Step();
            }
        }

        return _at < text.Length;
    }

    private void Step() => _line += text[_at++] == '\n' ? 1 : 0;

    private bool SkipExport()
    {
        if (string.CompareOrdinal(text, _at, Export, 0, Export.Length) != 0 || _at + Export.Length >= text.Length || !IsBlank(text[_at + Export.Length]))
        {
            return false;
        }

        _at += Export.Length;
        SkipBlanks();
        return true;
    }

    private (string Name, bool Inherited) Name(Place place)
    {
        int start = _at;
        while (_at < text.Length && text[_at] is not ('=' or ':' or '\n'))
        {
            char letter = text[_at];
            if (!IsBlank(letter) && !char.IsLetter(letter) && !char.IsNumber(letter) && letter is not ('_' or '.' or '-' or '[' or ']'))
            {
                throw BadName(place, $"has {(char.IsSurrogate(letter) ? "a character" : Refusal.Quote(letter.ToString()))} in it");
            }

            _at++;
        }

        string name = text[start.._at].TrimEnd();
        bool inherited = _at == text.Length || text[_at] == '\n';
        if (name.Length == 0 || name.Contains(' ', StringComparison.Ordinal))
        {
            throw BadName(place, name.Length == 0 ? "is missing" : "has a space in it");
        }

        if (!inherited)
        {
            _at++;
            SkipBlanks();
        }

        return (name, inherited);
    }

    private EnvEntry Value(string name, bool exported, Place place)
    {
        int start = _at;
        char quote = _at < text.Length ? text[_at] : '\0';
        if (quote is '"' or '\'')
        {
            string inside = Quoted(quote, place);
            string raw = text[start.._at];
            return quote == '\''
                ? new EnvEntry(name, inside, raw, Quoted: true, exported, place)
                : Filled(name, Escapes.Resolve(inside), raw, quoted: true, exported, place);
        }

        int end = text.IndexOf('\n', _at);
        _at = end < 0 ? text.Length : end;
        string written = text[start.._at];
        int comment = written.IndexOf(" #", StringComparison.Ordinal);
        string value = (comment < 0 ? written : written[..comment]).TrimEnd();
        return Filled(name, value, value, quoted: false, exported, place);
    }

    private EnvEntry Filled(string name, string value, string raw, bool quoted, bool exported, Place place)
    {
        (string filled, IReadOnlyList<string> variables) = interpolator.Fill(value, place);
        return new EnvEntry(name, filled, raw, quoted, exported, place) { Variables = variables };
    }

    // A backslash guards the quote; before anything else it stays, for the escapes of double quotes.
    private string Quoted(char quote, Place place)
    {
        StringBuilder inside = new();
        _at++;
        while (_at < text.Length)
        {
            char letter = text[_at];
            if (letter == quote)
            {
                _at++;
                return inside.ToString();
            }

            if (letter == '\\' && _at + 1 < text.Length)
            {
                Step();
                inside.Append(text[_at] == quote ? "" : "\\").Append(text[_at]);
            }
            else
            {
                inside.Append(letter);
            }

            Step();
        }

        throw Refusal.At(place, $"the quote that opens here is never closed, so that every line below belongs to the value", $"close it with {quote}");
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && IsBlank(text[_at]))
        {
            _at++;
        }
    }

    private static bool IsBlank(char letter) => letter is '\t' or '\v' or '\f' or '\r' or ' ' or '\u0085' or '\u00A0';

    private static Exception BadName(Place place, string how) =>
        Refusal.At(place, $"the name of the variable {how}, which Compose refuses", "write NAME=value with letters, digits and underscores");
}
