using Verification.Readiness;

namespace Verification.Load.Sink;

/// <summary>What `sink` was told.</summary>
/// <param name="Port">Where to listen; 0 for any.</param>
/// <param name="StallAt">When it stops reading, after the first request.</param>
/// <param name="StallFor">For how long.</param>
/// <param name="Detached">Whether it lives on when its standard input ends: whoever started it then ends it with a signal.</param>
internal sealed record SinkOptions(int Port, TimeSpan StallAt, TimeSpan StallFor, bool Detached = false)
{
    public const string Usage = "sink [--detached] [--port N] [--stall-at MS --stall-for MS]";

    /// <exception cref="InputException">An option is unknown, or its value is no number.</exception>
    public static SinkOptions Read(ReadOnlySpan<string> args)
    {
        SinkOptions options = new(0, TimeSpan.Zero, TimeSpan.Zero, args is ["--detached", ..]);
        args = options.Detached ? args[1..] : args;
        for (int index = 0; index < args.Length; index += 2)
        {
            if (index + 1 == args.Length || !int.TryParse(args[index + 1], out int value) || value < 0 || (args[index] == "--port" && value > 65_535))
            {
                throw new InputException($"{args[index]}: a number of at least 0 has to follow: {Usage}.");
            }

            options = args[index] switch
            {
                "--port" => options with { Port = value },
                "--stall-at" => options with { StallAt = TimeSpan.FromMilliseconds(value) },
                "--stall-for" => options with { StallFor = TimeSpan.FromMilliseconds(value) },
                _ => throw new InputException($"{args[index]}: sink has no such option: {Usage}."),
            };
        }

        return options;
    }
}
