using Verification.ReferenceTarget.Ingest;
using Verification.ReferenceTarget.Storage;
using Verification.ReferenceTarget.Tests.Events;

namespace Verification.ReferenceTarget.Tests.Ingest;

public sealed class KeyGateTests(Targets targets) : IAsyncDisposable
{
    private readonly Database database = Database.Open(targets.Servers.Postgres.Url("clean"), "key-gate-tests");
    private readonly ManualTime time = new(Sample.Now);

    [Fact]
    public async Task Check_RightKeyAfterAWrongOne_IsRefusedForHalfAMinuteOnlyLike52()
    {
        var project = await targets.Clean.NewProjectAsync();
        var wrong = Guid.NewGuid().ToString("N");
        var like = new KeyGate(database, Behaviour.LikeGlitchTip52(), time);
        (await like.CheckAsync(project.Id, wrong)).Admission.Should().Be(Admission.Denied);
        (await AdmissionAsync(like, project)).Should().Be(Admission.Denied);
        time.Now += TimeSpan.FromSeconds(29.9);
        (await AdmissionAsync(like, project)).Should().Be(Admission.Denied);
        time.Now += TimeSpan.FromSeconds(0.2);
        (await AdmissionAsync(like, project)).Should().Be(Admission.Granted);

        var recorded = Conformance.Recording.Load("12-auth-errors")["right_key_ok_again_after_ms"]!.GetValue<int>();
        recorded.Should().BeInRange(30_000, 31_000, "that is what 5.2 took");

        var clean = new KeyGate(database, Behaviour.Clean, time);
        (await clean.CheckAsync(project.Id, wrong)).Admission.Should().Be(Admission.Denied);
        (await AdmissionAsync(clean, project)).Should().Be(Admission.Granted);
    }

    [Fact]
    public async Task Check_AnyKey_IsAcceptedWithTheDefectOnly()
    {
        var project = await targets.Clean.NewProjectAsync();
        var open = new KeyGate(database, new Behaviour([Defects.AcceptAnyKey]), time);
        (await open.CheckAsync(project.Id, Guid.NewGuid().ToString())).Admission.Should().Be(Admission.Granted);
        (await open.CheckAsync(999_999, $"{project.Key}")).Admission.Should().Be(Admission.Denied);
        (await open.CheckAsync(project.Id, "nope")).Admission.Should().Be(Admission.Malformed);
        (await open.CheckAsync(project.Id, null)).Admission.Should().Be(Admission.NoKey);
    }

    [Fact]
    public async Task Check_InventedKeys_AreNotRememberedWithoutEnd()
    {
        var project = await targets.Clean.NewProjectAsync();
        var gate = new KeyGate(database, Behaviour.Clean, time);
        await Task.WhenAll(Enumerable.Range(0, 1500).Select(_ => gate.CheckAsync(project.Id, $"{Guid.NewGuid():N}")));
        gate.Remembered.Should().BeInRange(1, 1000);
        (await AdmissionAsync(gate, project)).Should().Be(Admission.Granted);
    }

    [Fact]
    public async Task Check_ManyAtOnce_AreAnsweredEachForItself()
    {
        var (one, other) = (await targets.Clean.NewProjectAsync(), await targets.Clean.NewProjectAsync());
        var gate = new KeyGate(database, new Behaviour([Defects.StoreAcceptsAnyKey]), time);
        (long Project, Guid Key, bool Store, Admission Admission)[] cases =
        [
            (one.Id, one.Key, false, Admission.Granted), (other.Id, other.Key, false, Admission.Granted), (one.Id, other.Key, false, Admission.Denied),
            (one.Id, Guid.NewGuid(), true, Admission.Granted), (999_999, one.Key, true, Admission.Denied),
        ];
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(at => cases[at % cases.Length])
            .Select(async asked => ((await gate.CheckAsync(asked.Project, $"{asked.Key:N}", asked.Store)).Admission, asked.Admission)));

        answers.Should().OnlyContain(answer => answer.Item1 == answer.Item2);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task<Admission> AdmissionAsync(KeyGate gate, TestProject project) =>
        (await gate.CheckAsync(project.Id, $"{project.Key:N}")).Admission;
}
