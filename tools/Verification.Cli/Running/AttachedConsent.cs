using Verification.Fixtures.Attached;
using Verification.Readiness;
using Verification.Readiness.Rendering;

namespace Verification.Cli.Running;

/// <summary>Nothing is written into a deployment that others work with before somebody who knows what has agreed.</summary>
internal static class AttachedConsent
{
    private const string Agreed = "yes";

    /// <summary>Says what will be written, and asks unless --accept-writes was given.</summary>
    /// <exception cref="InputException">Nobody agreed; nothing was written.</exception>
    public static void Obtain(RunSettings settings, string runId, Screen screen)
    {
        AttachedSettings attached = AttachedSettings.Read(Environment.GetEnvironmentVariable);
        screen.Text($"This run writes into {Inert.Terminal(attached.BaseUrl.Authority)}:\n{string.Concat(WriteSet.Of(attached, runId, keyProbes: true).Select(line => $"  - {Inert.Terminal(line)}\n"))}");
        Obtain(settings.AcceptWrites, Console.IsInputRedirected ? null : Console.ReadLine, screen);
    }

    /// <summary>The same, with the way to ask given; null where nobody can be asked.</summary>
    internal static void Obtain(bool accepted, Func<string?>? read, Screen screen)
    {
        if (accepted)
        {
            return;
        }

        if (read is null)
        {
            throw new InputException("Nothing was written: nobody can be asked here (standard input is no terminal). If the above may be written, run this again with --accept-writes.");
        }

        screen.Text($"Type {Agreed} to go on: ");
        if (read()?.Trim() != Agreed)
        {
            throw new InputException($"Nothing was written: the answer was not {Agreed}.");
        }
    }
}
