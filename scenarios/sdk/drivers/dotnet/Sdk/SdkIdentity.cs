using System.Reflection;
using Verification.SdkDriver.Running;

namespace Verification.SdkDriver.Sdk;

/// <summary>The SDK under test, and who it says it is.</summary>
internal static class SdkIdentity
{
    /// <summary>Name as it stands in events, and version.</summary>
    public static IReadOnlyDictionary<string, string> Version { get; } = new Dictionary<string, string>
    {
        ["name"] = "sentry.dotnet",
        ["version"] = typeof(SentrySdk).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
    };

    /// <summary>Options with nothing set but the identity, for an SDK that sends nothing of its own accord.</summary>
    public static SentryOptions Options(DriverRequest request)
    {
        SentryOptions options = new()
        {
            Dsn = request.Dsn,
            Release = request.Release,
            Environment = request.Environment,
            ServerName = request.ServerName,
            ShutdownTimeout = TimeSpan.FromSeconds(1),
            // Every scenario names its user, so the id that the SDK would keep in the home folder is not wanted.
            DisableFileWrite = true,
        };
        // A fault of the driver must end the driver, not arrive in the target as an event that nobody sent.
        options.DisableAppDomainUnhandledExceptionCapture();
        options.DisableUnobservedTaskExceptionCapture();
        options.DisableAppDomainProcessExitFlush();
        return options;
    }

    /// <summary>The event may depend on the request only: not on SENTRY_* variables.</summary>
    public static void ForgetSurroundings()
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys.OfType<string>().Where(name => name.StartsWith("SENTRY_", StringComparison.Ordinal)).ToList())
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
