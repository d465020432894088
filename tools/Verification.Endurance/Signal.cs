using System.Diagnostics;

namespace Verification.Endurance;

/// <summary>Sends SIGKILL to one process.</summary>
internal static class Signal
{
    /// <summary>Kills it; a process that has just ended by itself needs no killing.</summary>
    public static void Kill(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (ArgumentException)
        {
            Console.Error.WriteLine($"Process {pid} had ended by itself a moment before.");
        }
    }
}
