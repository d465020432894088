using Verification.ReferenceTarget.Ingest;

namespace Verification.ReferenceTarget.Api;

/// <summary>The web process: ingest and API on one port.</summary>
public static class WebRole
{
    private static readonly string[] ApplicationPaths =
        ["/issues", "/settings", "/projects", "/releases", "/performance", "/uptime-monitors", "/organizations", "/login", "/profile"];

    /// <summary>Serves until SIGTERM or SIGINT; requests in hand are answered first.</summary>
    public static async Task RunAsync(Services services)
    {
        var app = Build(services);
        await app.StartAsync();
        services.Log.Line($"ready on {services.Settings.Host}:{services.Settings.Port}");
        await app.WaitForShutdownAsync();
        services.Log.Line("stopped");
        await app.DisposeAsync();
    }

    private static WebApplication Build(Services services)
    {
        // Not the current directory, which may be large: configuration files there would be watched.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{services.Settings.Host}:{services.Settings.Port}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        if (services.Behaviour.Has(Defects.AbortRequestsOnStop))
        {
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        }

        var app = builder.Build();
        app.Use(next => http => new OuterHandler(services).InvokeAsync(http, next));
        new IngestEndpoints(services).Map(app);
        var routes = new ApiRoutes(app, services);
        HealthApi.Map(routes, services);
        AccountApi.Map(routes, services);
        OrganizationApi.Map(routes);
        ProjectApi.Map(routes);
        IssueApi.Map(routes);
        EventApi.Map(routes);
        StatisticsApi.Map(routes);
        MonitorApi.Map(routes);
        AlertApi.Map(routes);
        ReleaseApi.Map(routes);
        UploadApi.Map(routes);
        app.Map("/{**path}", FallbackAsync);
        return app;
    }

    // Paths that look like the application's own get its page, also under /api/0/: a trap for mistyped calls (recording 15).
    private static Task FallbackAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        if (!ApplicationPaths.Any(known => path.Contains(known, StringComparison.Ordinal)))
        {
            return http.HtmlAsync(404, Pages.NotFound);
        }

        return HttpMethods.IsGet(http.Request.Method)
            ? http.HtmlAsync(200, Pages.Application)
            : http.HtmlAsync(403, Pages.CsrfFailed);
    }
}
