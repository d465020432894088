using Verification.Fixtures.Runs;
using Verification.Fixtures.Watching;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Watching;

namespace Verification.Fixtures.Tests.Watching;

public sealed class WatchEvidenceTests : IDisposable
{
    private static readonly Uri Address = new("https://errors.example.test");
    private static readonly Catalogue Catalogue = CatalogueFolder.Read(RepositoryLayout.Find());

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch ");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task WholeWatch_OfTheSameTarget_AnswersEveryRequiredCheck()
    {
        WatchState state = await WatchAsync("all is well");

        Catalogue.Checks.Where(check => check is { Area: WatchCriteria.Area, Requirement: Requirement.Required }).Select(check => Ask(check.Id, state.LastAt.AddHours(1)).Outcome)
            .Should().HaveCountGreaterThan(5).And.OnlyContain(outcome => outcome == Outcome.Pass);
    }

    [Fact]
    public async Task WatchThatFailed_Fails()
    {
        WatchState state = await WatchAsync("a worker restarted between two checks");

        Ask(WatchCriteria.NoRestart, state.LastAt.AddHours(1)).Outcome.Should().Be(Outcome.Fail);
    }

    [Theory]
    [InlineData("https://other.example.test", false, 0, "*of https://errors.example.test, and this run asks https://other.example.test*")]
    [InlineData("http://errors.example.test", false, 0, "*and this run asks http://errors.example.test*")]
    [InlineData("https://errors.example.test", true, 0, "*is one of the product*")]
    [InlineData("https://errors.example.test", false, 7.1, "*more than 7 days ago*")]
    public async Task Watch_OfAnotherTargetOrTime_IsUnknown(string address, bool standIn, double days, string reason)
    {
        WatchState state = await WatchAsync("all is well");

        Observation seen = WatchEvidence.Of(Catalogue.Find(WatchCriteria.Unbroken)!, _folder.FullName, new Uri(address), standIn, state.LastAt.AddDays(days));

        seen.Outcome.Should().Be(Outcome.Unknown);
        seen.Reason.Should().Match(reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/no/such/folder")]
    public void NoWatch_IsUnknownAndSaysHowToGetOne(string? folder)
    {
        Observation seen = WatchEvidence.Of(Catalogue.Find(WatchCriteria.Unbroken)!, folder, Address, standIn: false, DateTimeOffset.UnixEpoch);

        seen.Outcome.Should().Be(Outcome.Unknown);
        seen.Reason.Should().Contain(WatchEvidence.Variable);
    }

    [Fact]
    public async Task DamagedWatch_IsNoEvidence()
    {
        await WatchAsync("all is well");
        string journal = Path.Combine(_folder.FullName, WatchFolder.JournalName);
        File.WriteAllLines(journal, File.ReadAllLines(journal).Where((_, line) => line != 1000));

        FluentActions.Invoking(() => Ask(WatchCriteria.Unbroken, DateTimeOffset.UnixEpoch)).Should().Throw<InputException>().WithMessage("*line 1001*");
    }

    private Observation Ask(string check, DateTimeOffset now) => WatchEvidence.Of(Catalogue.Find(check)!, _folder.FullName, Address, standIn: false, now);

    private Task<WatchState> WatchAsync(string history) => Histories.All[history].WatchAsync(_folder.FullName);
}
