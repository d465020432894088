using Verification.Fixtures.Sql.Fingerprints;

namespace Verification.Fixtures.Tests.Sql.Fingerprints;

public sealed class FingerprintComparisonTests
{
    private static readonly DatabaseFingerprint Source = new()
    {
        Tables = new Dictionary<string, TableContent> { ["public.issue"] = new(2, "1:2") },
        Sequences = new Dictionary<string, SequenceState> { ["public.issue_id_seq"] = new(8, "public.issue.id", 7) },
        References = new Dictionary<string, long> { ["public.issue: parent FOREIGN KEY (parent) REFERENCES public.issue(id)"] = 3 },
        Schema = new Dictionary<string, string>
        {
            ["table public.issue"] = "ordinary",
            ["sequence public.issue_id_seq"] = "bigint START 1",
            ["index public.issue_parent"] = "CREATE INDEX issue_parent ON public.issue USING btree (parent), not valid",
            ["extension pg_trgm"] = "in schema public",
            ["extension version pg_trgm"] = "1.6",
            ["comment on extension pg_trgm"] = "search",
        },
        Owners = new Dictionary<string, string>
        {
            ["public.issue_id_seq"] = "public.issue",
            ["sequence public.issue_id_seq"] = "public.issue",
            ["index public.issue_parent"] = "public.issue",
            ["public.issue: parent FOREIGN KEY (parent) REFERENCES public.issue(id)"] = "public.issue",
            ["table public.issue"] = "public.issue",
        },
    };

    public static TheoryData<long, long?, long, string> Sequences => new()
    {
        { 8, 7, 1, "none" },
        { 9, 7, 1, "none" },
        { 12, 11, 1, "none" },
        { 8, null, 1, "none" },
        { 7, 7, 1, "*gives 8 next in the source and 7 in the restored database, where public.issue.id has come to 7 already." },
        { 1, 7, 1, "*and 1 in the restored database, where public.issue.id has come to 7 already." },
        { 9, 11, 1, "*and 9 in the restored database, where public.issue.id has come to 11 already." },
        { 1, null, 1, "*and 1 in the restored database: numbers given out already would be given again." },
        { 8, 9, -1, "none" },
        { 8, 8, -1, "*has come to 8 already." },
        { 9, 10, -1, "*would be given again." },
    };

    [Theory]
    [MemberData(nameof(Sequences))]
    public void Compare_Sequence_IsJudgedByItsColumnAndItsSource(long next, long? highest, long increment, string text)
    {
        DatabaseFingerprint restored = Source with { Sequences = new Dictionary<string, SequenceState> { ["public.issue_id_seq"] = new(next, "public.issue.id", highest, increment) } };

        string found = FingerprintComparison.Compare(Source, restored).SingleOrDefault()?.Text ?? "none";

        found.Should().Match(text);
    }

    [Fact]
    public void Compare_MissingSequence_IsOneDifference()
    {
        DatabaseFingerprint restored = Source with { Sequences = new Dictionary<string, SequenceState>(), Schema = Without("sequence public.issue_id_seq") };

        FingerprintComparison.Compare(Source, restored).Should().Equal(
            new FingerprintDifference(FingerprintPart.Sequence, "public.issue", "The sequence public.issue_id_seq is missing in the restored database; in the source it gives 8 next for public.issue.id."));
    }

    [Fact]
    public void Compare_MissingExtension_TakesVersionAndCommentWithIt() =>
        FingerprintComparison.Compare(Source, Source with { Schema = Without("extension pg_trgm", "extension version pg_trgm", "comment on extension pg_trgm") }).Should().ContainSingle()
            .Which.Text.Should().Be("The extension pg_trgm is missing in the restored database; the source has: \"in schema public\"");

    [Fact]
    public void Compare_OrphansThatTheSourceHasToo_AreNotTheBackups() => FingerprintComparison.Compare(Source, Source).Should().BeEmpty();

    [Fact]
    public void Compare_LeftOverOfAFailedIndexBuild_IsNotMissed() => FingerprintComparison.Compare(Source, Source with { Schema = Without("index public.issue_parent") }).Should().BeEmpty();

    [Fact]
    public void Compare_EmptyDatabase_TellsTheTableOnceAndWhatBelongsToNone()
    {
        DatabaseFingerprint nothing = new()
        {
            Tables = new Dictionary<string, TableContent>(), Sequences = new Dictionary<string, SequenceState>(), References = new Dictionary<string, long>(),
            Schema = new Dictionary<string, string>(), Owners = new Dictionary<string, string>(),
        };

        FingerprintComparison.Compare(Source, nothing).Select(difference => difference.Part).Should().Equal(FingerprintPart.Table, FingerprintPart.Schema);
    }

    private static Dictionary<string, string> Without(params string[] keys) => Source.Schema.Where(pair => !keys.Contains(pair.Key)).ToDictionary();
}
