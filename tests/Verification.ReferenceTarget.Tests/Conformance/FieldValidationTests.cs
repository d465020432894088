namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Sends the events of recording 24 once for all tests of the class.</summary>
public sealed class OddEvents(Targets targets) : IAsyncLifetime
{
    private readonly Dictionary<string, string> ids = [];

    public TestProject Project { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Project = await targets.Like52.NewProjectAsync();
        foreach (var (name, recorded) in Recording.Load("24-field-validation").AsObject())
        {
            ids[name] = await Project.SendAsync(recorded!["sent"]!);
        }

        // Sent last, stored last: once it is visible, what is not there by now was lost.
        await Project.StoredAsync(await Project.SendAsync(new JsonObject { ["message"] = "the last one" }));
    }

    public string Id(string name) => ids[name];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class FieldValidationTests(OddEvents events) : IClassFixture<OddEvents>
{
    public static TheoryData<string> Cases => [.. Recording.Load("24-field-validation").AsObject().Select(entry => entry.Key)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Event_OddField_IsKeptOrLostAsRecorded(string name)
    {
        var recorded = Recording.Load("24-field-validation")[name]!["event"]!;
        Recorded.Check(await events.Project.EventAsync(events.Id(name)), recorded, "dateCreated");
    }
}
