using Verification.Load.Plans;

namespace Verification.Load.Engine;

/// <summary>When each user of a closed plan is there: user k from the moment on at which the level reaches k + 1/2, until it falls below that.</summary>
internal sealed class UserTimes(StageTimes times)
{
    /// <summary>How many users there are at the fullest moment.</summary>
    public int Most => times.Stages.Count == 0 ? 0 : (int)Math.Round(times.Stages.Max(stage => Math.Max(stage.From, stage.To)), MidpointRounding.AwayFromZero);

    /// <summary>The first moment from <paramref name="moment"/> on at which the user is there; <see cref="long.MaxValue"/> when there is none.</summary>
    public long Next(int user, long moment)
    {
        double level = user + 0.5;
        for (int index = 0; index < times.Stages.Count; index++)
        {
            Stage stage = times.Stages[index];
            long from = Math.Max(moment, times.Begin(index));
            if (from >= times.EndOf(index))
            {
                continue;
            }

            double length = times.EndOf(index) - times.Begin(index);
            double now = stage.From + ((stage.To - stage.From) * (from - times.Begin(index)) / length);
            if (now >= level)
            {
                return from;
            }

            if (stage.To >= level)
            {
                return times.Begin(index) + (long)Math.Ceiling((level - stage.From) / (stage.To - stage.From) * length);
            }
        }

        return long.MaxValue;
    }
}
