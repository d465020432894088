using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Tests.Events;

/// <summary>Titles, culprits and hashes of upstream's sample events, computed by upstream's own helpers (facts sheet, section 6).</summary>
public sealed class GroupingTests
{
    [Theory]
    [InlineData("""{"logentry":{"message":"Here is a %s error","params":["new"]},"transaction":"/message/Z"}""", "Here is a new error", "/message/Z", "a130f9b2")]
    [InlineData("""{"platform":"csharp","exception":{"values":[{"type":"System.DivideByZeroException","value":"Attempted to divide by zero.","stacktrace":{"frames":[{"module":"myWebApp.Pages.DivideZeroModel","function":"DivideByZero","in_app":true}]}}]}}""", "System.DivideByZeroException: Attempted to divide by zero.", "myWebApp.Pages.DivideZeroModel in DivideByZero", "bbf692be")]
    [InlineData("""{"platform":"csharp","exception":[{"type":"System.NullReferenceException","value":"Object reference not set to an instance of an object.","stacktrace":{"frames":[{"module":"System.Lib","function":"Out"},{"module":"myWebApp.Pages.IndexModel","function":"OnGet","in_app":true},{"module":"System.Lib","function":"In","in_app":false}]}}]}""", "System.NullReferenceException: Object reference not set to an instance of an object.", "myWebApp.Pages.IndexModel in OnGet", "75aba4ae")]
    [InlineData("""{"platform":"go","exception":[{"type":"*os.PathError","value":"open ./test.txt: no such file or directory","stacktrace":{"frames":[{"module":"main","function":"main","in_app":true}]}}]}""", "*os.PathError: open ./test.txt: no such file or directory", "main in main", "07d5c88f")]
    [InlineData("""{"platform":"javascript","exception":[{"type":"Error","value":"Error with context","stacktrace":{"frames":[{"filename":"http://x.test/polyfills.js","function":"globalZoneAwareCallback","in_app":true}]}}]}""", "Error: Error with context", "globalZoneAwareCallback(/polyfills.js)", "c806db84")]
    [InlineData("""{"platform":"javascript","exception":[{"type":"Error","value":"A Generic Error 9371d7","stacktrace":{"frames":[{"filename":"http://x.test/vendor.js","function":"viewWrappedDebugError","in_app":true}]}}]}""", "Error: A Generic Error 9371d7", "viewWrappedDebugError(/vendor.js)", "5742581e")]
    [InlineData("""{"platform":"php","message":"My raw message with interpreted strings8 like {foo}","request":{"url":"http://localhost:8080/"}}""", "My raw message with interpreted strings8 like {foo}", "http://localhost:8080/", "8bbe6a68")]
    [InlineData("""{"platform":"python","logentry":{"message":"This is a warning: %s","params":["warning"]},"transaction":"/logger-warning/"}""", "This is a warning: warning", "/logger-warning/", "2ab6d1c5")]
    [InlineData("""{"platform":"python","exception":{"values":[{"type":"ZeroDivisionError","value":"division by zero"}]},"transaction":"/divide-zero/"}""", "ZeroDivisionError: division by zero", "/divide-zero/", "bf11df6f")]
    [InlineData("""{"platform":"ruby","exception":{"values":[{"type":"ZeroDivisionError","value":"divided by 0 (ZeroDivisionError)"}]},"culprit":"ArticlesController#index"}""", "ZeroDivisionError: divided by 0 (ZeroDivisionError)", "ArticlesController#index", "5c8c8492")]
    [InlineData("""{"platform":"javascript","exception":[{"type":"Error","value":"this is an error","stacktrace":{"frames":[{"filename":"http://x.test/dist/bundle.js","function":"?","in_app":true}]}}]}""", "Error: this is an error", "?(/dist/bundle.js)", "4509248c")]
    [InlineData("{}", "<untitled>", "", "86fcfe07")]
    public void Document_UpstreamSample_HasItsTitleCulpritAndHash(string json, string title, string culprit, string hash)
    {
        var document = Sample.Document(json);
        document.Title.Should().Be(title);
        document.Culprit.Should().Be(culprit);
        document.Hash.Should().StartWith(hash);
    }

    [Fact]
    public void Hash_Fingerprint_ReplacesTheDefaultAndMayContainIt()
    {
        var standard = Grouping.Md5("tc1");
        Grouping.Hash("t", "c", 1, null).Should().Be(standard);
        Grouping.Hash("t", "c", 1, []).Should().Be(standard);
        Grouping.Hash("t", "c", 1, ["{{ default }}"]).Should().Be(standard);
        Grouping.Hash("t", "c", 1, ["a", "bc"]).Should().Be(Grouping.Hash("other", "", 0, ["ab", "c"])).And.Be(Grouping.Md5("abc"));
        Grouping.Hash("t", "c", 1, [null, "x"]).Should().Be(Grouping.Md5("x"));
    }

    [Theory]
    [InlineData("""{"exception":[{"type":"Error","value":"first line\nsecond"}]}""", "Error: first line")]
    [InlineData("""{"exception":[{"type":"Error"}]}""", "Error")]
    [InlineData("""{"exception":[{"value":"no type"}]}""", "Error: no type")]
    [InlineData("""{"exception":[{"type":"Cause","value":"c"},{"type":"Main","value":"m"}]}""", "Main: m")]
    [InlineData("""{"exception":[{"type":"Error","value":"x","mechanism":{"type":"m","synthetic":true},"stacktrace":{"frames":[{"function":"crashed"}]}}]}""", "crashed")]
    [InlineData("""{"exception":[],"message":"just a message"}""", "just a message")]
    [InlineData("""{"message":""}""", "<untitled>")]
    public void Title_Of_FollowsTheLastException(string json, string title) => Sample.Document(json).Title.Should().Be(title);

    [Fact]
    public void Title_LongMessage_IsCutAndTheMessageKeptWhole()
    {
        var text = new string('m', 20_000);
        var document = Sample.Document(new JsonObject { ["message"] = text }.ToJsonString());
        document.Title.Should().HaveLength(100).And.EndWith("…");
        document.Data["message"]!.GetValue<string>().Should().Be(text);
        document.Metadata.Should().BeEmpty();
    }

    [Theory]
    [InlineData("log", "error")]
    [InlineData("critical", "error")]
    [InlineData("FATAL", "fatal")]
    [InlineData("info", "info")]
    public void Level_Text_IsKnownOrError(string sent, string stored) => EventDocument
        .LevelName(Sample.Document(new JsonObject { ["level"] = sent }.ToJsonString()).Level).Should().Be(stored);
}
