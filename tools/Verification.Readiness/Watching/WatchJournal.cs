using System.Text.Json;

namespace Verification.Readiness.Watching;

/// <summary>Reads and writes the lines of a watch's journal; text in, records out, no disk.</summary>
public static class WatchJournal
{
    /// <summary>A line, without its line break.</summary>
    public static string Line(WatchObservation observation) => JsonSerializer.Serialize(observation, Json.Line);

    /// <summary>Takes all lines into a state, one at a time, so that a journal of any length needs the memory of one line.</summary>
    /// <param name="path">Where it came from, for messages.</param>
    /// <param name="lines">In their order.</param>
    /// <exception cref="InputException">A line is damaged or missing; skipping it could hide a failure.</exception>
    public static WatchState Read(string path, IEnumerable<string> lines)
    {
        WatchState state = new();
        (int number, string? damaged) = (0, null);
        foreach (string line in lines)
        {
            number++;
            WatchObservation? seen = Parse(line);
            if (damaged is not null && seen?.Kind != WatchKind.Start)
            {
                throw new InputException($"{path}:{number - 1}: the line is damaged and is not the last one that its process wrote ({damaged}); restore the file, or begin a new watch in another folder.");
            }

            (damaged, bool torn) = seen is null ? (TextOf(line), true) : (null, false);
            if (seen is not null)
            {
                Take(state, seen, path, number);
            }

            state.TornLines += torn ? 1 : 0;
        }

        return state;
    }

    private static void Take(WatchState state, WatchObservation seen, string path, int number)
    {
        if (seen.Sequence != state.LastSequence + 1)
        {
            throw new InputException($"{path}:{number}: line {state.LastSequence + 1} of the watch should stand here, but line {seen.Sequence} does; restore the file, or begin a new watch in another folder.");
        }

        if (seen.Header is { SchemaVersion: not WatchHeader.CurrentSchema } header)
        {
            throw new InputException($"{path}:{number}: a journal of schema {header.SchemaVersion} can't be read by this version (it reads {WatchHeader.CurrentSchema}); use the version that wrote it.");
        }

        if (!state.HasStarted && seen.Header is null)
        {
            throw new InputException($"{path}:{number}: the journal does not begin with the start of a watch; restore the file, or begin a new watch in another folder.");
        }

        state.Apply(seen);
    }

    // Cut off by a kill or a full disk: half a line is no JSON, and neither is an empty one.
    private static WatchObservation? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<WatchObservation>(line, Json.Line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string TextOf(string line) => line.Length == 0 ? "it is empty" : $"it ends after {line.Length} characters";
}
