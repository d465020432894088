using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Verification.Acceptance.Sdk.Fields;
using Verification.Fixtures.Load;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Targets;
using Verification.Load.Census;
using Verification.Load.Driving;
using Verification.Load.Events;
using Verification.Readiness;

namespace Verification.Acceptance.Load;

/// <summary>A census and the groups that its events formed.</summary>
/// <param name="Events">Where every event ended.</param>
/// <param name="Groups">Which issues each group has.</param>
/// <param name="Altered">Fields found altered, by content rather than by event, at most a few dozen.</param>
internal sealed record CensusResult(LoadCensus Events, GroupTally Groups, IReadOnlyList<string> Altered);

/// <summary>Reads every event of a drive through the database and through the API, all pages of it, and compares contents.</summary>
/// <param name="target">Whom to ask.</param>
/// <param name="project">Where the drive was sent to.</param>
/// <param name="drive">The drive.</param>
/// <param name="others">Ids of other drives to the same project: they are no strangers, and counted in their own census.</param>
internal sealed class CensusReader(Target target, ProjectHandle project, Drive drive, IReadOnlyList<EventIds> others)
{
    private const int MostAltered = 30;
    private readonly EventSource _source = new(drive.Request);
    private readonly List<string> _altered = [];

    private readonly HashSet<string> _levelOnly = new(StringComparer.Ordinal);

    // Equal contents of a group are compared once.
    private readonly Dictionary<(int Group, string Content), bool> _intact = [];

    /// <summary>Counts and compares everything.</summary>
    /// <param name="entries">All pages of the API's list of the project's events.</param>
    /// <param name="missingAreQueued">Whether what is missing was found waiting; null when the queue can't be seen.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<CensusResult> ReadAsync(IReadOnlyList<JsonElement> entries, bool? missingAreQueued, CancellationToken ct)
    {
        LoadCensus census = new(_source.Ids, drive.Outcomes, sql: target.Sql is not null, api: true) { MissingAreQueued = missingAreQueued };
        GroupTally groups = new(_source.Groups);
        if (target.Sql is SqlOracle sql)
        {
            await ReadRowsAsync(sql, census, groups, ct);
        }

        ReadEntries(entries, census, groups);
        return new(census, groups, _altered);
    }

    private async Task ReadRowsAsync(SqlOracle sql, LoadCensus census, GroupTally groups, CancellationToken ct)
    {
        (Guid lowest, Guid highest) = (EventIds.ToGuid(_source.Ids.Lowest), EventIds.ToGuid(_source.Ids.Highest));
        IReadOnlyDictionary<Guid, (Guid Example, long Count)> contents = await sql.Census.ContentsAsync(lowest, highest, ct);
        Dictionary<Guid, SqlEvent> examples = [];
        foreach (SqlEvent example in await sql.EventsAsync(contents.Values.Select(content => content.Example.ToString("N")), ct))
        {
            examples.TryAdd(Guid.ParseExact(example.EventId, "N"), example);
        }

        HashSet<Guid> odd = OddOnes.Of(contents.Select(content => (SerialOf(content.Value.Example), content.Key, content.Value.Count)), _source.GroupOf);
        await foreach (CensusRow row in sql.Census.RowsAsync(lowest, highest, ct))
        {
            UInt128 id = EventIds.From(row.Id);
            long serial = _source.Ids.SerialOf(id);
            bool own = IsKnown(serial) && IsOwn(serial, row.Serial, row.Timestamp, "database");
            // An example may have gone since; then its content can't be vouched for.
            bool intact = own && examples.TryGetValue(contents.GetValueOrDefault(row.Digest).Example, out SqlEvent? example)
                && Intact(serial, $"sql {row.Digest:N}", () => EventFields.Sql(example), example.EventId, odd.Contains(row.Digest));
            census.SeeRow(id, row.ProjectId == project.Id, intact);
            if (own && _levelOnly.Contains($"sql {row.Digest:N}"))
            {
                census.Alter(id);
            }

            // Which group the content of another event belongs to says nothing about grouping.
            if (own && row.ProjectId == project.Id)
            {
                groups.See(_source.GroupOf(serial), row.IssueId);
            }
        }
    }

    private void ReadEntries(IReadOnlyList<JsonElement> entries, LoadCensus census, GroupTally groups)
    {
        List<(UInt128 Id, long Serial, string Content, JsonElement Entry)> own = [];
        foreach (JsonElement entry in entries)
        {
            if (EventIds.TryRead(entry.GetProperty("eventID").GetString(), out UInt128 id) && !others.Any(other => other.SerialOf(id) >= 0))
            {
                own.Add((id, _source.Ids.SerialOf(id), Content(entry), entry));
            }
        }

        HashSet<string> odd = OddOnes.Of(own.GroupBy(found => found.Content).Select(same => (same.First().Serial, same.Key, (long)same.Count())).Where(same => IsKnown(same.Serial)), _source.GroupOf);
        foreach ((UInt128 id, long serial, string content, JsonElement entry) in own)
        {
            bool mine = IsKnown(serial)
                && IsOwn(serial, EventReader.Text(EventReader.Child(entry, "context"), "serial"), entry.GetProperty("dateCreated").GetDateTimeOffset(), "API");
            census.SeeEntry(id, mine && Intact(serial, "api " + content, () => EventFields.Api(entry, null), id.ToString("x32", CultureInfo.InvariantCulture), odd.Contains(content)));
            if (mine && target.Sql is null && long.TryParse(EventReader.Text(entry, "groupID"), CultureInfo.InvariantCulture, out long issue))
            {
                groups.See(_source.GroupOf(serial), issue);
            }
        }
    }

    private long SerialOf(Guid id) => _source.Ids.SerialOf(EventIds.From(id));

    private bool IsKnown(long serial) => serial >= 0 && serial < drive.Outcomes.Length;

    // What makes one event of a group differ from the next: its number and its time, which must belong to its id.
    private bool IsOwn(long serial, string? stored, DateTimeOffset timestamp, string where)
    {
        double late = (timestamp - Moment(serial)).TotalMilliseconds;
        if (stored == EventTemplate.SerialText(serial) && Math.Abs(late) <= 1)
        {
            return true;
        }

        Note($"event {serial} {_source.Ids.TextOf(serial)}: the {where} holds number {stored ?? "none"} and a time {late:0} ms off under its id");
        return false;
    }

    private bool Intact(long serial, string content, Func<FieldMap> stored, string example, bool odd)
    {
        int group = _source.GroupOf(serial);
        if (_intact.TryGetValue((group, content), out bool known))
        {
            return known;
        }

        // The example has a number and a time of its own.
        long number = EventIds.TryRead(example, out UInt128 id) ? _source.Ids.SerialOf(id) : -1;
        if (!IsKnown(number))
        {
            Note($"group {group}: its content is that of {example}, which nobody sent");
            return _intact[(group, content)] = false;
        }

        FieldMap sent = EventFields.Sent(_source.Template(group).PayloadOf(id, number, Moment(number).ToUnixTimeMilliseconds()));
        List<FieldResult> wrong = [.. EventComparison.Compare(sent, stored(), null)
            .Where(field => field.Outcome != Outcome.Pass && (content.StartsWith("sql", StringComparison.Ordinal) || field.Group != FieldGroup.Level))];
        foreach (FieldResult field in wrong)
        {
            Note($"group {group}, {content[..3]}, such as event {number} {example}: {field.Path} sent '{field.Sent}', stored '{field.Api}'");
        }

        if (wrong.Count > 0 && wrong.TrueForAll(field => field.Group == FieldGroup.Level))
        {
            // The API's lists show no level, so they can't contradict.
            _levelOnly.Add(content);
        }

        if (odd && wrong.Count == 0)
        {
            Note($"group {group}, {content[..3]}, such as event {number} {example}: stored with another content than most of its group, in a field that is not compared");
        }

        return _intact[(group, content)] = wrong.Count == 0 && !odd;
    }

    private DateTimeOffset Moment(long serial) => DateTimeOffset.FromUnixTimeMilliseconds(DriveClock.UnixMilliseconds(drive.Result, drive.Outcomes[serial]));

    private void Note(string altered)
    {
        if (_altered.Count < MostAltered)
        {
            _altered.Add(altered);
        }
    }

    // An entry without what differs between the events of a group.
    private static string Content(JsonElement entry) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', entry.EnumerateObject()
        .Where(field => field.Name is not ("id" or "eventID" or "dateCreated" or "dateReceived" or "nextEventID" or "previousEventID"))
        .Select(field => field.Name == "context" && field.Value.ValueKind == JsonValueKind.Object
            ? $"context {string.Join(',', field.Value.EnumerateObject().Where(inner => inner.Name != "serial").Select(inner => inner.ToString()))}"
            : field.ToString())))));
}
