namespace Verification.Audit.Shell.Syntax;

/// <summary>One word of a shell command, in the pieces that a shell would expand.</summary>
public sealed record ShellWord(IReadOnlyList<WordPart> Parts, int Line)
{
    /// <summary>The text of a word without quotes and expansions, as reserved words must be written; else null.</summary>
    public string? Plain => Parts is [LiteralPart { Quoted: false } only] ? only.Text : null;

    /// <summary>The text of a word that nothing expands, quoted or not; else null.</summary>
    public string? Literal => Parts.All(part => part is LiteralPart) ? string.Concat(Parts.Cast<LiteralPart>().Select(part => part.Text)) : null;
}

/// <summary>A piece of a word.</summary>
public abstract record WordPart;

/// <summary>Text that stands for itself.</summary>
public sealed record LiteralPart(string Text, bool Quoted) : WordPart;

/// <summary>$name or ${name...}: the operator is empty, or what follows the name such as ":-".</summary>
/// <param name="Name">The variable, a special character such as "?", or a position.</param>
/// <param name="Index">What stands in brackets after the name, or null.</param>
/// <param name="Operator">For example ":-", "%", "#", "/", or "length" for ${#name}, "indirect" for ${!name}.</param>
/// <param name="Operand">The word after the operator.</param>
/// <param name="Quoted">Within double quotes: the value is not split.</param>
public sealed record VariablePart(string Name, string? Index, string Operator, ShellWord? Operand, bool Quoted) : WordPart;

/// <summary>$(...) or `...`.</summary>
public sealed record CommandPart(CommandList Body, bool Quoted) : WordPart;

/// <summary>$((...)).</summary>
public sealed record ArithmeticPart(ShellWord Expression) : WordPart;

/// <summary>A process substitution, &lt;(...) or &gt;(...).</summary>
public sealed record ProcessPart(CommandList Body) : WordPart;

/// <summary>The elements of an array assignment, name=(...).</summary>
public sealed record ArrayPart(IReadOnlyList<ShellWord> Items) : WordPart;
