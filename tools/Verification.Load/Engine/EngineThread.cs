using System.Runtime.ExceptionServices;

namespace Verification.Load.Engine;

/// <summary>Runs a drive on a thread of its own.</summary>
internal static class EngineThread
{
    private const int TimerSlack = 29;
    private const int Nicer = -10;

    public static EngineRecord Run(EngineSetup setup)
    {
        using EngineLoop loop = new(setup);
        EngineRecord? record = null;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                Prepare(setup.IsPreferred);
                record = loop.Run();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        { Name = "load engine", IsBackground = true };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return record!;
    }

    // Both are offers: where the system declines, the calibration and the lateness tell.
    private static void Prepare(bool preferred)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Libc.ThreadControl(TimerSlack, 1, 0, 0, 0);
            _ = preferred ? Libc.SetPriority(0, 0, Nicer) : 0;
        }
    }
}
