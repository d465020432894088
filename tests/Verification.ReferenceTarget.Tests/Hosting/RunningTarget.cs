using System.Text;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;

namespace Verification.ReferenceTarget.Tests.Hosting;

/// <summary>The target as it runs for real: migrate, then web and worker as processes, then a user, an organization and a team.</summary>
public sealed class RunningTarget : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private readonly HttpClient http;
    private int projects;

    private RunningTarget(Uri address, Dictionary<string, string?> environment, ManagedProcess web, ManagedProcess worker)
    {
        (Address, Environment, Web, Worker) = (address, environment, web, worker);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    public Uri Address { get; }

    public ManagedProcess Web { get; }

    public ManagedProcess Worker { get; }

    public IReadOnlyDictionary<string, string?> Environment { get; }

    public const string Email = "admin@example.test";

    public string Token { get; private set; } = "";

    public string Organization { get; private set; } = "";

    public const string Team = "core";

    public static async Task<RunningTarget> StartAsync(Servers servers, string name, int redisDatabase, params string[] options)
    {
        await servers.Postgres.CreateDatabaseAsync(name);
        var port = Ports.Free();
        var environment = new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = servers.Postgres.Url(name),
            ["REDIS_URL"] = servers.Redis.Url(redisDatabase),
            ["SECRET_KEY"] = "only-for-tests",
            ["PORT"] = $"{port}",
            ["MEDIA_ROOT"] = servers.Supervisor.WorkDirectory.Child($"{name}-uploads"),
            ["GLITCHTIP_DOMAIN"] = $"http://127.0.0.1:{port}",
            ["DJANGO_SUPERUSER_EMAIL"] = "admin@example.test",
            ["DJANGO_SUPERUSER_PASSWORD"] = "only-for-tests-1",
            ["ENABLE_USER_REGISTRATION"] = options.Contains("--like") ? "true" : "false",
            ["ENABLE_ORGANIZATION_CREATION"] = "true",
        };
        ProcessSpec Spec(string role, params string[] more) =>
            new($"{name}-{role}", RepositoryLayout.DotnetHost, [Program, role, .. more]) { Environment = environment };
        (await servers.Supervisor.RunAsync(Spec("migrate"), StartLimit)).EnsureSuccess("migrate");
        var web = servers.Supervisor.StartAsync(Spec("web", options));
        var worker = servers.Supervisor.StartAsync(Spec("worker", options));
        var target = new RunningTarget(new Uri($"http://127.0.0.1:{port}"), environment, await web, await worker);
        await Eventually.Async(async _ => (await target.SendAsync("GET", "/_health/")).Status == 200, "the web process", StartLimit);
        await target.BootstrapAsync();
        return target;
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Verification.ReferenceTarget.dll");

    public async Task<Reply> SendAsync(
        string method, string path, HttpContent? body = null, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                body!.Headers.Remove(name);
                body.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await http.SendAsync(request);
        return await Reply.OfAsync(response);
    }

    /// <summary>A call of the API with a token, the administrator's unless another is given.</summary>
    public Task<Reply> ApiAsync(string method, string path, JsonNode? body = null, string? token = null) => SendAsync(
        method, path, body is null ? null : Json(body.ToJsonString()),
        new Dictionary<string, string> { ["Authorization"] = $"Bearer {token ?? Token}" });

    public async Task<TestProject> NewProjectAsync()
    {
        var name = $"project-{Interlocked.Increment(ref projects)}";
        var made = await ApiAsync(
            "POST", $"/api/0/teams/{Organization}/{Team}/projects/", new JsonObject { ["name"] = name, ["platform"] = "node" });
        made.Status.Should().Be(201, made.Text);
        var keys = await ApiAsync("GET", $"/api/0/projects/{Organization}/{name}/keys/");
        return new TestProject(this, long.Parse(made.Json!["id"]!.GetValue<string>()), name, Guid.Parse(keys.Json![0]!["public"]!.GetValue<string>()));
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public void Dispose() => http.Dispose();

    private async Task BootstrapAsync()
    {
        var session = await Session.StartAsync(this);
        (await session.LogInAsync(Email, "only-for-tests-1")).Status.Should().Be(200);
        Token = await session.TokenAsync([.. Accounts.Scopes.Names]);
        var organization = await ApiAsync("POST", "/api/0/organizations/", new JsonObject { ["name"] = "rig" });
        organization.Status.Should().Be(201, organization.Text);
        Organization = organization.Json!["slug"]!.GetValue<string>();
        (await ApiAsync("POST", $"/api/0/organizations/{Organization}/teams/", new JsonObject { ["slug"] = Team })).Status.Should().Be(201);

        // Misrouted events end in the organization's oldest project: that must not be the project of another test.
        await NewProjectAsync();
    }
}
