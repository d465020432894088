namespace Verification.Audit.Shell.Syntax;

/// <summary>A command of a shell script, simple or compound.</summary>
public abstract record ShellCommand(int Line)
{
    /// <summary>Redirections in the order written.</summary>
    public IReadOnlyList<Redirect> Redirects { get; init; } = [];
}

/// <summary>Assignments, a command name and its arguments; any of them may be absent.</summary>
public sealed record SimpleCommand(IReadOnlyList<Assignment> Assignments, IReadOnlyList<ShellWord> Words, int Line) : ShellCommand(Line)
{
    /// <summary>Where in the text it begins, which tells commands on one line apart.</summary>
    public int Start { get; init; }
}

/// <summary>Commands joined by pipes; one alone when it is negated or stands in a list.</summary>
public sealed record Pipeline(IReadOnlyList<ShellCommand> Commands, bool Negated, int Line) : ShellCommand(Line);

/// <summary>Two commands joined by &amp;&amp; or ||.</summary>
public sealed record AndOr(ShellCommand Left, bool And, ShellCommand Right, int Line) : ShellCommand(Line);

/// <summary>Commands one after the other.</summary>
public sealed record CommandList(IReadOnlyList<ListItem> Items, int Line) : ShellCommand(Line);

/// <summary>An element of a list, and whether the shell waits for it.</summary>
public sealed record ListItem(ShellCommand Command, bool Background);

/// <summary>{ ...; }</summary>
public sealed record GroupCommand(CommandList Body, int Line) : ShellCommand(Line);

/// <summary>( ... )</summary>
public sealed record Subshell(CommandList Body, int Line) : ShellCommand(Line);

/// <summary>if, elif and else.</summary>
public sealed record IfCommand(IReadOnlyList<IfBranch> Branches, CommandList? Else, int Line) : ShellCommand(Line);

/// <summary>A condition and what runs when it holds.</summary>
public sealed record IfBranch(CommandList Condition, CommandList Body);

/// <summary>while or until.</summary>
public sealed record WhileCommand(CommandList Condition, bool Until, CommandList Body, int Line) : ShellCommand(Line);

/// <summary>for or select; without words it goes over the positional parameters, without a variable it counts: for ((;;)).</summary>
public sealed record ForCommand(string? Variable, IReadOnlyList<ShellWord>? Words, CommandList Body, int Line) : ShellCommand(Line);

/// <summary>case.</summary>
public sealed record CaseCommand(ShellWord Subject, IReadOnlyList<CaseArm> Arms, int Line) : ShellCommand(Line);

/// <summary>One arm of a case.</summary>
public sealed record CaseArm(IReadOnlyList<ShellWord> Patterns, CommandList Body);

/// <summary>The definition of a function, which runs nothing.</summary>
public sealed record FunctionDefinition(string Name, ShellCommand Body, int Line) : ShellCommand(Line);

/// <summary>[[ ... ]]</summary>
public sealed record TestCommand(IReadOnlyList<ShellWord> Words, int Line) : ShellCommand(Line);

/// <summary>(( ... ))</summary>
public sealed record ArithmeticCommand(ShellWord Expression, int Line) : ShellCommand(Line);

/// <summary>name=value, name+=value or name[index]=value.</summary>
public sealed record Assignment(string Name, string? Index, bool Append, ShellWord Value);

/// <summary>A redirection.</summary>
/// <param name="Descriptor">The file descriptor written before it, or null.</param>
/// <param name="Operator">For example "&gt;", "&gt;&gt;", "2&gt;&amp;1" as "&gt;&amp;", or "&lt;&lt;" for a here-document.</param>
/// <param name="Target">The file, the descriptor, or the here-document's delimiter.</param>
/// <param name="Here">The here-document.</param>
public sealed record Redirect(string? Descriptor, string Operator, ShellWord Target, HereDocument? Here);

/// <summary>A here-document; its body follows the line that names it and is filled in when the parser gets there.</summary>
public sealed class HereDocument(string delimiter, bool literal, bool stripsTabs)
{
    /// <summary>The line that ends it.</summary>
    public string Delimiter { get; } = delimiter;

    /// <summary>Its delimiter was quoted: nothing in it is expanded.</summary>
    public bool Literal { get; } = literal;

    /// <summary>Leading tabs are dropped.</summary>
    public bool StripsTabs { get; } = stripsTabs;

    /// <summary>The text.</summary>
    public ShellWord Body { get; internal set; } = new([], 0);
}
