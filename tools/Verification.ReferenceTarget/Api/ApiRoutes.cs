namespace Verification.ReferenceTarget.Api;

/// <summary>Maps paths to handlers behind authentication and scopes.</summary>
public sealed class ApiRoutes(IEndpointRouteBuilder routes, Services services)
{
    private readonly Authentication authentication = new(services);

    /// <summary>A handler for callers with any of the scopes.</summary>
    public void Map(string method, string path, string[] scopes, Func<ApiCall, Task> handler) =>
        MapAnonymous(method, path, async http =>
        {
            var caller = await authentication.ByTokenAsync(http.Request) ?? await authentication.BySessionAsync(http.Request);
            await RunAsync(http, caller, scopes, handler);
        });

    /// <summary>A handler for sessions only: a token can't make tokens.</summary>
    public void MapSession(string method, string path, Func<ApiCall, Task> handler) =>
        MapAnonymous(method, path, async http =>
            await RunAsync(http, await authentication.BySessionAsync(http.Request), [], handler));

    /// <summary>A handler for everybody.</summary>
    public void MapAnonymous(string method, string path, RequestDelegate handler) => routes.MapMethods(path, [method], handler);

    /// <summary>Whoever calls, if it can be told.</summary>
    public Task<Caller?> CallerAsync(HttpContext http) => authentication.ByTokenAsync(http.Request);

    private async Task RunAsync(HttpContext http, Caller? caller, string[] scopes, Func<ApiCall, Task> handler)
    {
        if (caller is null)
        {
            await http.DetailAsync(401, "Unauthorized");
        }
        else if (caller.TokenId is null && !HttpMethods.IsGet(http.Request.Method) && !Authentication.HasCsrfToken(http.Request))
        {
            await http.DetailAsync(403, "CSRF check Failed");
        }
        else if (!Authentication.HasAnyScope(caller, scopes))
        {
            await http.DetailAsync(403, "Permission denied");
        }
        else
        {
            await handler(new ApiCall(http, services, caller));
        }
    }
}

/// <summary>The outermost handler: redirects to trailing slashes, CORS, and errors as 500 with one line in the log.</summary>
public sealed class OuterHandler(Services services)
{
    private static readonly string[] Slashless = ["/api/0/internal/health", "/_allauth/"];

    /// <summary>Runs the rest of the pipeline.</summary>
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value ?? "/";
        if (http.Request.Headers.ContainsKey("Origin") || HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.Headers.AccessControlAllowOrigin = "*";
        }

        if (HttpMethods.IsOptions(http.Request.Method) && http.Request.Headers.ContainsKey("Access-Control-Request-Method"))
        {
            http.Response.Headers.AccessControlAllowHeaders =
                "accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with, x-sentry-auth, baggage, sentry-trace";
            http.Response.Headers.AccessControlAllowMethods = "DELETE, GET, OPTIONS, PATCH, POST, PUT";
            await http.HtmlAsync(200, "");
        }
        else if (!path.EndsWith('/') && !Slashless.Any(known => path.StartsWith(known, StringComparison.Ordinal)))
        {
            http.Response.Headers.Location = $"{path}/{http.Request.QueryString}";
            await http.HtmlAsync(301, "");
        }
        else
        {
            await GuardAsync(http, next);
        }
    }

    private async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception gone) when (gone is BadHttpRequestException or IOException or OperationCanceledException)
        {
            // The client went away or broke off its request; there is nobody left to answer.
            http.Abort();
        }
        catch (Exception failure)
        {
            services.Log.Error($"{http.Request.Method} {http.Request.Path}", failure);
            if (!http.Response.HasStarted)
            {
                await http.HtmlAsync(500, Pages.ServerError);
            }
        }
    }
}
