namespace Verification.ReferenceTarget.Tests.Clean;

/// <summary>The role createsuperuser, beside web and worker that run already.</summary>
public sealed class SuperuserTests(Targets targets)
{
    private const string Password = "a-fine-password-8";

    [Fact]
    public async Task CreateSuperuser_WhileWebRuns_LogsInWithThatPassword()
    {
        const string Email = "root@example.test";
        (await RunAsync(Email)).Should().Be((Roles.Done, ""));
        var session = await Session.StartAsync(targets.Clean);
        (await session.LogInAsync(Email, Password)).Status.Should().Be(200);
        var user = (await targets.Clean.ApiAsync("GET", "/api/0/", token: await session.TokenAsync(["org:read"]))).Json!["user"]!;
        (user["email"]!.GetValue<string>(), user["isSuperuser"]!.GetValue<bool>()).Should().Be((Email, true));
    }

    [Theory]
    [InlineData(RunningTarget.Email)]
    [InlineData("ADMIN@example.test")]
    public async Task CreateSuperuser_UserIsThere_IsOneSentenceAndKeepsTheUser(string email)
    {
        (await RunAsync(email)).Should().Be((Roles.Usage, "There is a user with this e-mail address already."));
        var session = await Session.StartAsync(targets.Clean);
        (await session.LogInAsync(RunningTarget.Email, "only-for-tests-1")).Status.Should().Be(200);
    }

    private async Task<(int ExitCode, string Errors)> RunAsync(string email)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await Roles.RunAsync(["createsuperuser"], Read, output, errors);
        output.ToString().Should().NotContain(Password);
        return (exit, errors.ToString().Trim());

        string? Read(string name) => name switch
        {
            "DJANGO_SUPERUSER_EMAIL" => email,
            "DJANGO_SUPERUSER_PASSWORD" => Password,
            _ => targets.Clean.Environment.GetValueOrDefault(name),
        };
    }
}
