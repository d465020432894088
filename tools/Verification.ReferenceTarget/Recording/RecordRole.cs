namespace Verification.ReferenceTarget.Recording;

/// <summary>An ingest like that of Sentry's own service, without a database: what arrives is written down, and nothing else happens.</summary>
public static class RecordRole
{
    // Clients keep connections open: the end must not wait for them for longer than a restart may take.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMilliseconds(800);

    /// <summary>Serves until SIGTERM or SIGINT; requests in hand are answered first.</summary>
    public static async Task RunAsync(RecordSettings settings, TimeProvider time, OutputLog log)
    {
        using var file = new RecordFile(settings.File);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{settings.Host}:{settings.Port}");
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainLimit);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        await using var app = builder.Build();
        new RecordEndpoints(settings, file, time).Map(app);
        await app.StartAsync();
        log.Line($"ready on {settings.Host}:{settings.Port}");
        await app.WaitForShutdownAsync();
        log.Line("stopped");
    }
}
