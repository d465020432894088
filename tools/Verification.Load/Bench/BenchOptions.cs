using Verification.Readiness;

namespace Verification.Load.Bench;

/// <summary>What `bench` was told.</summary>
/// <param name="Rows">Ids of the rows to measure; all when empty.</param>
/// <param name="Repetitions">How often each contender runs, in turn.</param>
/// <param name="Seconds">How long each run takes; the stall takes twice as long.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Rows, int Repetitions, int Seconds)
{
    public const string Usage = "bench [--rows ID,...] [--repetitions N] [--seconds N]";

    /// <exception cref="InputException">An option or a row is unknown, or a value is no number.</exception>
    public static BenchOptions Read(ReadOnlySpan<string> args)
    {
        BenchOptions options = new([], 5, 3);
        for (int index = 0; index < args.Length; index += 2)
        {
            string value = index + 1 < args.Length ? args[index + 1] : throw new InputException($"{args[index]}: a value has to follow: {Usage}.");
            options = args[index] switch
            {
                "--rows" => options with { Rows = [.. value.Split(',').Select(Row)] },
                "--repetitions" => options with { Repetitions = Number(args[index], value) },
                "--seconds" => options with { Seconds = Number(args[index], value) },
                _ => throw new InputException($"{args[index]}: bench has no such option: {Usage}."),
            };
        }

        return options;
    }

    private static string Row(string id) => BenchRun.Rows.Any(row => row.Id == id) ? id
        : throw new InputException($"--rows: there is no row {id}: choose from {string.Join(", ", BenchRun.Rows.Select(row => row.Id))}.");

    private static int Number(string option, string value) => int.TryParse(value, out int number) && number is > 0 and <= 100 ? number
        : throw new InputException($"{option}: {value} is not a number from 1 to 100.");
}
