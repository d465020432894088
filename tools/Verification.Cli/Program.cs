using System.CommandLine;
using Verification.Cli.Commands;
using Verification.Readiness;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;

namespace Verification.Cli;

/// <summary>The command line. Whatever goes wrong ends as one sentence and the right exit code.</summary>
public static class Program
{
    // A word that begins with @ is a word, not a file of further arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    // Signals are handled where there is something to end (Interruption); exceptions become sentences here.
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    /// <summary>Exit codes: 0 GO or passed, 1 NO-GO or failed, 2 INCONCLUSIVE, 3 GO WITH CONDITIONS, 64 usage, 70 the harness itself failed.</summary>
    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            ParseResult parsed = CommandTree.Build().Parse(arguments, Parsing);
            if (parsed.Errors.Count > 0)
            {
                throw new InputException($"{parsed.Errors[0].Message.TrimEnd('.')}; `./run-suite.sh --help` lists commands and options.");
            }

            return await parsed.InvokeAsync(Invocation);
        }
        catch (InputException error)
        {
            return Say(error.Message, ExitCodes.Usage);
        }
        catch (OperationCanceledException)
        {
            return Say("Interrupted before the run began; nothing was started and there are no results.", ExitCodes.Inconclusive);
        }
        catch (HarnessException error)
        {
            return Say(error.Message, ExitCodes.HarnessFailed);
        }
        catch (Exception error)
        {
            return Say($"The harness itself failed ({error.GetType().Name}): {error.Message} Please report this with the command that was run.", ExitCodes.HarnessFailed);
        }
    }

    private static int Say(string message, int exitCode)
    {
        Console.Error.WriteLine(Inert.Terminal(message));
        return exitCode;
    }
}
