using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>new-secrets.sh of the hardened deployment: nobody keeps the published secrets, nobody loses used ones by accident.</summary>
[Collection(DeploymentScripts.Name)]
public sealed class NewSecretsScriptTests(ScriptHost host)
{
    private static readonly string[] Names = ["secret_key", "database_password", "postgres_password", "email_url", "api_token"];

    [Fact]
    public async Task NewSecrets_PublishedOnes_AreAllReplacedForTheirReadersOnly()
    {
        using HardenedCopy copy = host.Copy(withDatabase: false);
        Dictionary<string, string> published = Read(copy);
        ToolResult result = await copy.RunAsync("new-secrets.sh");

        result.ExitCode.Should().Be(0, result.StandardError);
        Dictionary<string, string> fresh = Read(copy);
        Names.Should().OnlyContain(name => fresh[name] != published[name]);
        fresh["secret_key"].Should().MatchRegex("^[0-9a-f]{64}$");
        fresh["database_password"].Should().MatchRegex("^[0-9a-f]{32}$").And.Be(fresh["postgres_password"]);
        fresh.Values.Should().NotContain(value => value.Contains('\n'), "GlitchTip takes a line break for a part of the secret");
        Names.Should().OnlyContain(name => File.GetUnixFileMode(Secret(copy, name)) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        File.Exists(Secret(copy, "published")).Should().BeFalse();
        Directory.EnumerateFiles(Path.Combine(copy.Folder, "secrets")).Should().HaveCount(Names.Length);
        result.StandardOutput.Should().NotContain(fresh["secret_key"]).And.NotContain(fresh["database_password"]).And.NotContain("ALTER ROLE");
        if (Environment.IsPrivilegedProcess)
        {
            string[] owners = [.. new[] { "secret_key", "database_password", "email_url", "postgres_password" }.Select(name => Secret(copy, name))];
            ToolResult stat = await copy.RunAsync(Path.Combine("bin", Owners(copy, owners)));
            stat.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal("5000", "5000", "5000", "70");
        }
    }

    [Fact]
    public async Task NewSecrets_UsedOnes_AreKeptUnlessForced()
    {
        using HardenedCopy copy = host.Copy(withDatabase: false);
        (await copy.RunAsync("new-secrets.sh")).EnsureSuccess("The first run");
        Dictionary<string, string> used = Read(copy);

        ToolResult refused = await copy.RunAsync("new-secrets.sh");
        refused.ExitCode.Should().Be(1);
        refused.StandardError.Should().Contain("--force");
        Read(copy).Should().Equal(used);

        ToolResult forced = await copy.RunAsync("new-secrets.sh", "--force");
        forced.ExitCode.Should().Be(0, forced.StandardError);
        Dictionary<string, string> fresh = Read(copy);
        fresh["secret_key"].Should().NotBe(used["secret_key"]);
        fresh["database_password"].Should().NotBe(used["database_password"]).And.Be(fresh["postgres_password"]);
        fresh["email_url"].Should().Be(used["email_url"], "a mail provider's password can't be made up");
        fresh["api_token"].Should().Be(used["api_token"]);
        forced.StandardOutput.Should().Contain("ALTER ROLE", "a new file alone does not change the password in the volume");
    }

    private static string Secret(HardenedCopy copy, string name) => Path.Combine(copy.Folder, "secrets", name);

    private static Dictionary<string, string> Read(HardenedCopy copy) => Names.ToDictionary(name => name, name => File.ReadAllText(Secret(copy, name)));

    private static string Owners(HardenedCopy copy, IEnumerable<string> files)
    {
        copy.Program("owners", $"#!/bin/sh\nstat -c %u {string.Join(' ', files.Select(file => $"'{file}'"))}\n");
        return "owners";
    }
}
