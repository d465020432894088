using System.Globalization;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Readiness.Load;

namespace Verification.Acceptance.Load;

/// <summary>
/// Finds the highest rate that meets the objective: up the plan's stairs until one breaks, halving the distance between the last that
/// held and the first that broke, then both ends once more, because a single second proves little.
/// </summary>
/// <param name="plan">Each stage is a step.</param>
/// <param name="slo">The objective.</param>
/// <param name="drive">Drives one step; calibrates the engine first where asked to.</param>
internal sealed class KneeSearch(LoadPlan plan, Slo slo, Func<LoadPlan, bool, Task<DriveRun>> drive)
{
    private const int Halvings = 2;

    // Of the events offered in a step; fewer accepted by its end means that a queue grows in front of the target.
    private const double Kept = 0.95;

    private readonly List<DriveRun> _drives = [];
    private readonly List<KneeStep> _steps = [];

    /// <summary>The search.</summary>
    public async Task<(IReadOnlyList<DriveRun> Drives, KneeRecord Knee)> RunAsync()
    {
        (double held, double? broke) = (0, null);
        foreach (double rate in plan.Stages.Select(stage => stage.To).Order())
        {
            if (!await HoldsAsync(rate))
            {
                broke = rate;
                break;
            }

            held = rate;
        }

        for (int halving = 0; halving < Halvings && broke is double upper && _drives[^1].Drive.Result.Shortfall is null; halving++)
        {
            double middle = Math.Round((held + upper) / 2);
            (held, broke) = await HoldsAsync(middle) ? (middle, upper) : (held, middle);
        }

        if (held > 0 && !await HoldsAsync(held))
        {
            // What held once and broke once is no knee to rely on.
            broke = held;
            held = _steps.Where(step => step.Holds && step.PerSecond < held).Select(step => step.PerSecond).DefaultIfEmpty(0).Max();
        }

        return (_drives, new(held, broke, Confidence(held, broke), _steps));
    }

    /// <summary>Whether a step met the objective.</summary>
    internal static KneeStep Judge(double rate, DriveResult result, Slo slo)
    {
        // Also those that could not even connect.
        int asked = result.Answers.Values.Sum();
        double failed = asked == 0 ? 100 : 100.0 * (asked - result.Accepted) / asked;
        bool holds = result.Corrected is Percentiles latency && latency.P95 <= slo.P95Milliseconds && failed < slo.FailedPercent && result.AcceptedPerSecond >= Kept * rate;
        return new(rate, result.Corrected?.P95, failed, holds);
    }

    private async Task<bool> HoldsAsync(double rate)
    {
        Stage pattern = plan.Stages[0];
        Stage step = pattern with { Name = string.Create(CultureInfo.InvariantCulture, $"{rate:0}/s"), From = rate, To = rate };
        DriveRun run = await drive(plan with { Stages = [step], Slo = null }, _drives.Count == 0);
        _drives.Add(run);
        _steps.Add(Judge(rate, run.Drive.Result, slo));
        return _steps[^1].Holds;
    }

    private string Confidence(double held, double? broke)
    {
        string tries = $"{_steps.Count(step => step.Holds && step.PerSecond == held)} of {_steps.Count(step => step.PerSecond == held)} tries";
        double seconds = plan.Stages[0].Milliseconds / 1000.0;
        string lower = held > 0 ? $"held {held:0}/s in {tries} of {seconds:0.#} s" : "held at no rate that was tried";
        return broke is double upper
            ? $"{lower}, broke at {upper:0}/s: the knee is between the two{(held > 0 ? $" (within {100 * (upper - held) / upper:0} %)" : "")}"
            : $"{lower}, the highest rate of the plan: the knee is above it";
    }
}
