using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Tests.Shell;

/// <summary>Writes a tree of commands on one line, so that tests can show its shape.</summary>
internal static class ShellOutline
{
    public static string Of(ShellCommand command) => Shape(command) + string.Concat(command.Redirects.Select(redirect =>
        $" {redirect.Descriptor}{redirect.Operator}{(redirect.Here is HereDocument here ? $"[{Of(here.Body)}]" : Of(redirect.Target))}"));

    private static string Shape(ShellCommand command) => command switch
    {
        CommandList list => string.Join("; ", list.Items.Select(item => Of(item.Command) + (item.Background ? " &" : ""))),
        Pipeline { Negated: true } pipeline => $"not({string.Join(" | ", pipeline.Commands.Select(Of))})",
        Pipeline { Commands.Count: 1 } pipeline => Of(pipeline.Commands[0]),
        Pipeline pipeline => $"pipe({string.Join(" | ", pipeline.Commands.Select(Of))})",
        AndOr both => $"{(both.And ? "and" : "or")}({Of(both.Left)}, {Of(both.Right)})",
        SimpleCommand simple => string.Join(' ', simple.Assignments.Select(assignment => $"{assignment.Name}{(assignment.Append ? "+" : "")}={Of(assignment.Value)}").Concat(simple.Words.Select(Of))),
        GroupCommand group => $"{{{Of(group.Body)}}}",
        Subshell subshell => $"({Of(subshell.Body)})",
        IfCommand choice => $"if[{string.Join(" | ", choice.Branches.Select(branch => $"{Of(branch.Condition)} -> {Of(branch.Body)}"))}{(choice.Else is null ? "" : $" else {Of(choice.Else)}")}]",
        WhileCommand loop => $"{(loop.Until ? "until" : "while")}[{Of(loop.Condition)} -> {Of(loop.Body)}]",
        ForCommand loop => $"for[{loop.Variable} in {(loop.Words is null ? "@" : string.Join(' ', loop.Words.Select(Of)))} -> {Of(loop.Body)}]",
        CaseCommand choice => $"case[{Of(choice.Subject)} of {string.Join(" | ", choice.Arms.Select(arm => $"{string.Join(',', arm.Patterns.Select(Of))} -> {Of(arm.Body)}"))}]",
        FunctionDefinition function => $"def {function.Name} {Of(function.Body)}",
        TestCommand test => $"test[{string.Join(' ', test.Words.Select(Of))}]",
        ArithmeticCommand calculation => $"calc[{Of(calculation.Expression)}]",
        _ => "?",
    };

    public static string Of(ShellWord word) => string.Concat(word.Parts.Select(part => part switch
    {
        LiteralPart { Quoted: true } literal => $"'{literal.Text}'",
        LiteralPart literal => literal.Text,
        VariablePart variable => $"${variable.Name}{(variable.Index is null ? "" : $"[{variable.Index}]")}{(variable.Operator.Length == 0 ? "" : $"<{variable.Operator}{(variable.Operand is null ? "" : Of(variable.Operand))}>")}",
        CommandPart command => $"$({Of(command.Body)})",
        ArithmeticPart arithmetic => $"$calc({Of(arithmetic.Expression)})",
        ProcessPart process => $"<({Of(process.Body)})",
        ArrayPart array => $"({string.Join(' ', array.Items.Select(Of))})",
        _ => "?",
    }));
}
