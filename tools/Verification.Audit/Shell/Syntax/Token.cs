namespace Verification.Audit.Shell.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Word,
    Operator,
    Descriptor,
    Newline,
    End,
}

/// <summary>A token, and where it begins.</summary>
internal sealed record Token(TokenKind Kind, string Text, ShellWord? Word, int Line, int Start)
{
    public string Describe() => Kind switch
    {
        TokenKind.End => "the end of the file",
        TokenKind.Newline => "the end of the line",
        TokenKind.Word => $"'{Word!.Literal ?? "a word"}'",
        TokenKind.Operator or TokenKind.Descriptor => $"'{Text}'",
        _ => Text,
    };
}
