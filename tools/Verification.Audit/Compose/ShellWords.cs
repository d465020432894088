using System.Text;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose;

/// <summary>Splits a command that is written as one string into words as Compose does: no shell sees it, and it ends at ; &amp; | &lt; or &gt;.</summary>
internal sealed class ShellWords(Place place)
{
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private bool _started;
    private char _quote;
    private bool _substitution;

    /// <summary>The words.</summary>
    public static IReadOnlyList<string> Split(string line, Place place) => new ShellWords(place).Read(line);

    private List<string> Read(string line)
    {
        for (int index = 0; index < line.Length; index++)
        {
            char letter = line[index];
            if (letter == '\\' && _quote != '\'')
            {
                Escaped(index + 1 < line.Length ? line[++index] : throw Bad());
            }
            else if (letter is ' ' or '\t' or '\r' or '\n')
            {
                Space(letter);
            }
            else if (letter is ';' or '&' or '|' or '<' or '>' && _quote == '\0' && !_substitution)
            {
                // What follows is dropped without a word; before ">" a number would be a file descriptor.
                _started &= letter != '>' || _word.Length == 0 || !char.IsAsciiDigit(_word[0]);
                break;
            }
            else
            {
                Letter(letter);
            }
        }

        Finish();
        return _quote == '\0' && !_substitution ? _words : throw Bad();
    }

    private void Escaped(char letter)
    {
        _word.Append(letter switch
        {
            't' => '\t',
            'n' => '\n',
            _ => letter,
        });
        _started = true;
    }

    private void Space(char letter)
    {
        if (_quote != '\0' || _substitution)
        {
            _word.Append(letter);
        }
        else
        {
            Finish();
        }
    }

    private void Letter(char letter)
    {
        if (letter == '`' && !_substitution && _quote is '\0' or '`')
        {
            _quote = _quote == '`' ? '\0' : '`';
        }
        else if (letter is '(' or ')' && _quote == '\0')
        {
            _substitution = letter == '(' && !_substitution && _word.Length > 0 && _word[^1] == '$' ? true : letter == ')' && _substitution ? false : throw Bad();
        }
        else if (letter is '"' or '\'' && !_substitution && (_quote == '\0' || _quote == letter))
        {
            _started |= _quote == letter;
            _quote = _quote == letter ? '\0' : letter;
            return;
        }

        _word.Append(letter);
        _started = true;
    }

    private void Finish()
    {
        if (_started)
        {
            _words.Add(_word.ToString());
        }

        _word.Clear();
        _started = false;
    }

    private Exception Bad() => Refusal.At(place, "Compose can't split this command into words: a quote is open, or a parenthesis stands outside of quotes", "write the command as a list");
}
