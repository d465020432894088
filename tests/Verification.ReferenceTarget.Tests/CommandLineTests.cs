namespace Verification.ReferenceTarget.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_RoleAlone_IsClean()
    {
        var command = CommandLine.Parse(["web"]);
        command.Role.Should().Be(Role.Web);
        Defects.All.Should().OnlyContain(defect => !command.Behaviour.Has(defect.Id));
        command.Behaviour.IsLikeGlitchTip52.Should().BeFalse();
    }

    [Fact]
    public void Parse_Like52_TurnsOnEveryKnownBehaviourAndNoDefect()
    {
        var behaviour = CommandLine.Parse(["worker", "--like", "5.2"]).Behaviour;
        behaviour.IsLikeGlitchTip52.Should().BeTrue();
        Defects.All.Should().OnlyContain(defect => behaviour.Has(defect.Id) == (defect.Kind == DefectKind.KnownBehaviour));
    }

    [Fact]
    public void Parse_EveryDefect_IsKnownAloneAndRepeatable()
    {
        foreach (var defect in Defects.All)
        {
            var behaviour = CommandLine.Parse(["worker", "--defect", defect.Id]).Behaviour;
            Defects.All.Where(other => behaviour.Has(other.Id)).Should().ContainSingle().Which.Should().Be(defect);
        }

        var two = CommandLine.Parse(["web", "--defect", Defects.OpenSignUp, "--like", "5.2", "--defect", Defects.AcceptAnyKey]).Behaviour;
        (two.Has(Defects.OpenSignUp), two.Has(Defects.AcceptAnyKey), two.Has(Defects.StaticHealth)).Should().Be((true, true, true));
    }

    [Theory]
    [InlineData("Name a role*")]
    [InlineData("Unknown role \"server\"*", "server")]
    [InlineData("Unknown option \"--fast\"*", "web", "--fast")]
    [InlineData("Unknown defect \"nope\"*", "web", "--defect", "nope")]
    [InlineData("Unknown defect*", "web", "--defect")]
    [InlineData("--like knows*", "web", "--like", "6.0")]
    [InlineData("Unknown option \"--like\": the role record takes none.", "record", "--like", "5.2")]
    [InlineData("Unknown option \"--email\": the role createsuperuser takes none.", "createsuperuser", "--email", "a@example.test")]
    public async Task Run_Mistake_IsOneSentenceAndExit64(string sentence, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await Roles.RunAsync(arguments, _ => null, output, errors)).Should().Be(Roles.Usage);
        errors.ToString().Trim().Should().Match(sentence).And.NotContain("\n");
        output.ToString().Should().BeEmpty();
    }

    [Theory]
    [InlineData("DATABASE_URL")]
    [InlineData("REDIS_URL")]
    [InlineData("SECRET_KEY")]
    public async Task Run_SettingMissing_IsNamed(string missing)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await Roles.RunAsync(["worker"], Environment(missing, null), output, errors)).Should().Be(Roles.Usage);
        errors.ToString().Should().Contain(missing);
    }

    [Theory]
    [InlineData("DJANGO_SUPERUSER_EMAIL")]
    [InlineData("DJANGO_SUPERUSER_PASSWORD")]
    public async Task CreateSuperuser_VariableMissing_IsOneSentenceAndExit64(string missing)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string? Given(string name) => name == missing ? null
            : name.StartsWith("DJANGO_", StringComparison.Ordinal) ? "s3cret" : Environment("", null)(name);
        (await Roles.RunAsync(["createsuperuser"], Given, output, errors)).Should().Be(Roles.Usage);
        errors.ToString().Trim().Should().Contain(missing).And.NotContain("\n").And.NotContain("s3cret");
    }

    [Theory]
    [InlineData("redis://127.0.0.1:1/0", null, "redis://127.0.0.1:1/0")]
    [InlineData(null, "redis://127.0.0.1:2/0", "redis://127.0.0.1:2/0")]
    [InlineData("redis://127.0.0.1:1/0", "valkey://127.0.0.1:2/0", "valkey://127.0.0.1:2/0")]
    public void Settings_EitherNameOfTheQueue_ValkeyGoesFirst(string? redis, string? valkey, string expected)
    {
        var read = Environment("REDIS_URL", redis);
        TargetSettings.FromEnvironment(name => name == "VALKEY_URL" ? valkey : read(name)).RedisUrl.Should().Be(expected);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("consolemail://", null)]
    [InlineData("smtp+tls://a:b@mail.example.test:587", null)]
    [InlineData("smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525/")]
    public void Settings_MailServer_IsOneThatNeedsNoSecret(string? given, string? expected)
    {
        var settings = TargetSettings.FromEnvironment(name => name == "EMAIL_URL" ? given : Environment("", null)(name));
        settings.MailServer?.ToString().Should().Be(expected);
        (settings.AlertInterval.TotalSeconds, settings.UptimeTick.TotalSeconds, settings.MailSender).Should().Be((60, 10, "webmaster@localhost"));
    }

    [Theory]
    [InlineData("worker", Role.Worker)]
    [InlineData("celery", Role.Celery)]
    [InlineData("beat", Role.Beat)]
    public void Parse_RoleOfAWorker_IsWithOrWithoutItsScheduler(string name, Role role) => CommandLine.Parse([name, "--like", "5.2"]).Role.Should().Be(role);

    [Fact]
    public void Settings_ValkeyUrlEmpty_IsNamedInsteadOfTakingTheOtherOne()
    {
        var read = () => TargetSettings.FromEnvironment(name => name == "VALKEY_URL" ? "" : Environment("", null)(name));
        read.Should().Throw<UsageException>().WithMessage("*VALKEY_URL*");
    }

    [Theory]
    [InlineData("PORT", "web")]
    [InlineData("GLITCHTIP_DOMAIN", "example.test")]
    [InlineData("DATABASE_URL", "mysql://x")]
    [InlineData("REDIS_URL", "x")]
    [InlineData("ALERT_NOTIFICATION_INTERVAL", "0")]
    [InlineData("REFERENCE_UPTIME_TICK", "soon")]
    public async Task Run_SettingUnusable_IsNamedWithoutItsValue(string name, string value)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await Roles.RunAsync(["worker"], Environment(name, value), output, errors)).Should().Be(Roles.Usage);
        errors.ToString().Should().StartWith(name).And.NotContain("s3cret");
    }

    [Fact]
    public async Task Run_DatabaseAway_IsOneSentenceAndExit70()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var url = $"postgres://postgres:s3cret@127.0.0.1:{Fixtures.Hosting.Ports.Free()}/postgres";
        (await Roles.RunAsync(["migrate"], Environment("DATABASE_URL", url), output, errors)).Should().Be(Roles.Failed);
        errors.ToString().Trim().Should().StartWith("The reference target stopped").And.NotContain("\n").And.NotContain("s3cret");
    }

    [Fact]
    public async Task ListDefects_Role_PrintsIdAndDescriptionOfEach()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await Roles.RunAsync(["list-defects"], _ => null, output, errors)).Should().Be(Roles.Done);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().Equal(Defects.All.Select(defect => $"{defect.Id}\t{defect.Description}"));
    }

    [Fact]
    public void Catalogue_Ids_AreUniqueAndDescribedInTheReadme()
    {
        Defects.All.Select(defect => defect.Id).Should().OnlyHaveUniqueItems().And.OnlyContain(id => id.All(c => char.IsAsciiLetterLower(c) || c == '-'));
        var readme = File.ReadAllText(Path.Combine(RepositoryLayout.Find().Root, "tools", "Verification.ReferenceTarget", "README.md"));
        Defects.All.Where(defect => !readme.Contains($"| `{defect.Id}` |", StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static Func<string, string?> Environment(string name, string? value) => asked => asked == name ? value : asked switch
    {
        "DATABASE_URL" => "postgres://postgres:s3cret@127.0.0.1:1/postgres",
        "REDIS_URL" => "redis://:s3cret@127.0.0.1:1/0",
        "SECRET_KEY" => "s3cret",
        _ => null,
    };
}
