using Verification.ReferenceTarget.Recording;

namespace Verification.ReferenceTarget.Tests.Recording;

public sealed class RecordSettingsTests
{
    private const string Key = "0123456789abcdef0123456789ABCDEF";

    public static TheoryData<string, string?, string> Mistakes => new()
    {
        { "PORT", null, "*PORT*" },
        { "PORT", "70000", "*PORT*" },
        { "RECORD_FILE", null, "*RECORD_FILE*" },
        { "RECORD_FILE", "", "*RECORD_FILE*" },
        { "RECORD_KEYS", null, "*RECORD_KEYS*" },
        { "RECORD_KEYS", "1", "*RECORD_KEYS*" },
        { "RECORD_KEYS", "one:" + Key, "*RECORD_KEYS*" },
        { "RECORD_KEYS", "1:" + Key + "0", "*RECORD_KEYS*" },
        { "RECORD_KEYS", "1:" + Key + ",", "*RECORD_KEYS*" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Run_SettingMissingOrUnusable_IsNamedWithoutAKey(string name, string? value, string sentence)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await Roles.RunAsync(["record"], asked => asked == name ? value : Good(asked), output, errors)).Should().Be(Roles.Usage);
        errors.ToString().Trim().Should().Match(sentence).And.NotContain("\n").And.NotContain(Key);
    }

    [Fact]
    public void Settings_SeveralKeys_BelongToTheirProjects()
    {
        var settings = RecordSettings.FromEnvironment(asked => asked == "RECORD_KEYS" ? $"1:{Key}, 2:{Key},1:{new string('f', 32)}" : Good(asked));
        settings.Keys["1"].Should().Equal(Key.ToLowerInvariant(), new string('f', 32));
        settings.Keys["2"].Should().Equal(Key.ToLowerInvariant());
        (settings.Host, settings.Port, settings.File, settings.Bodies).Should().Be(("127.0.0.1", 8000, "record.jsonl", false));
    }

    [Fact]
    public async Task Run_FileInNoFolder_IsOneSentenceAndExit70()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await Roles.RunAsync(["record"], asked => asked == "RECORD_FILE" ? "/no/such/folder/record.jsonl" : Good(asked), output, errors)).Should().Be(Roles.Failed);
        errors.ToString().Trim().Should().StartWith("The reference target stopped").And.NotContain("\n");
    }

    private static string? Good(string name) => name switch
    {
        "PORT" => "8000",
        "RECORD_FILE" => "record.jsonl",
        "RECORD_KEYS" => $"1:{Key}",
        _ => null,
    };
}
