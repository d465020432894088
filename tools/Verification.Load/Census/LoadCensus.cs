using System.Globalization;
using Verification.Load.Driving;
using Verification.Load.Events;
using Verification.Readiness.Ledger;

namespace Verification.Load.Census;

/// <summary>An id found in the target that no event of this drive has.</summary>
public sealed record Stranger(string EventId, string Where);

/// <summary>
/// Accounts for every event of a drive, by id and by content, through each oracle there is: 8 bytes per event beside its outcome, so
/// that a million is counted as exactly as a hundred.
/// </summary>
/// <param name="ids">Ids of the drive.</param>
/// <param name="outcomes">What the sender saw, by serial number.</param>
/// <param name="sql">Whether the database can be read.</param>
/// <param name="api">Whether the API was read in full.</param>
public sealed class LoadCensus(EventIds ids, ReadOnlyMemory<EventOutcome> outcomes, bool sql, bool api)
{
    private const int MostStrangers = 1_000;
    private readonly byte[] _sqlRows = new byte[outcomes.Length];
    private readonly byte[] _apiRows = new byte[outcomes.Length];
    private readonly byte[] _elsewhere = new byte[outcomes.Length];
    private readonly Marks[] _marks = new Marks[outcomes.Length];
    private readonly List<Stranger> _strangers = [];

    [Flags]
    private enum Marks : byte
    {
        None = 0,
        AlteredInSql = 1,
        AlteredInApi = 2,
    }

    /// <summary>Events of the drive.</summary>
    public int Count => outcomes.Length;

    /// <summary>Ids that nobody sent, at most a thousand.</summary>
    public IReadOnlyList<Stranger> Strangers => _strangers;

    /// <summary>Whether accepted events that are missing were found waiting; null when the queue can't be seen, and then nobody knows.</summary>
    public bool? MissingAreQueued { get; set; }

    /// <summary>A row of the database.</summary>
    /// <param name="id">Its event id.</param>
    /// <param name="here">Whether it is in the project that was sent to.</param>
    /// <param name="intact">Whether content, serial number and time are those of the event with that id.</param>
    public void SeeRow(UInt128 id, bool here, bool intact) => See(id, here ? _sqlRows : _elsewhere, intact ? Marks.None : Marks.AlteredInSql, "database");

    /// <summary>An entry of the API's list of events.</summary>
    public void SeeEntry(UInt128 id, bool intact) => See(id, _apiRows, intact ? Marks.None : Marks.AlteredInApi, "API");

    /// <summary>Marks an event as altered in a field that only one of the oracles can show.</summary>
    public void Alter(UInt128 id)
    {
        if (ids.SerialOf(id) is >= 0 and var serial && serial < outcomes.Length)
        {
            _marks[serial] |= Marks.AlteredInSql | Marks.AlteredInApi;
        }
    }

    /// <summary>Whether either oracle shows the event in its project.</summary>
    public bool IsStored(int serial) => _sqlRows[serial] > 0 || _apiRows[serial] > 0;

    /// <summary>Whether the oracles tell different stories of an event: then nobody knows.</summary>
    public bool IsDisputed(int serial) => sql && api
        && (_sqlRows[serial] != _apiRows[serial] || (_marks[serial] & (Marks.AlteredInSql | Marks.AlteredInApi)) is Marks.AlteredInSql or Marks.AlteredInApi);

    /// <summary>The one class an event is in; what the oracles disagree on is Unknown.</summary>
    public DeliveryClass ClassOf(int serial)
    {
        EventOutcome outcome = outcomes.Span[serial];
        bool stored = IsStored(serial);
        // Missing, and perhaps still queued where nobody can look.
        bool hidden = !stored && _elsewhere[serial] == 0 && outcome.Accepted && MissingAreQueued is null;
        // A gateway's 5xx promises nothing: the server behind it may have gone on and stored the event.
        bool? accepted = outcome.Answered && !(outcome.Status >= 500 && stored) ? outcome.Accepted : null;
        return hidden || IsDisputed(serial) ? DeliveryClass.Unknown : DeliveryLedger.Classify(new(
            "", "",
            Accepted: accepted,
            Looked: sql || api,
            Rows: Math.Max(_sqlRows[serial], _apiRows[serial]),
            Elsewhere: _elsewhere[serial],
            Altered: _marks[serial] != Marks.None,
            StillQueued: MissingAreQueued == true));
    }

    /// <summary>How many events ended in each class; strangers count as Unexpected.</summary>
    public SortedDictionary<DeliveryClass, int> Classes()
    {
        int[] counts = new int[Enum.GetValues<DeliveryClass>().Length];
        for (int serial = 0; serial < outcomes.Length; serial++)
        {
            counts[(int)ClassOf(serial)]++;
        }

        counts[(int)DeliveryClass.Unexpected] += _strangers.Count;
        return new(Enum.GetValues<DeliveryClass>().Where(kind => counts[(int)kind] > 0).ToDictionary(kind => kind, kind => counts[(int)kind]));
    }

    /// <summary>Serial numbers of the events in a class, from the lowest.</summary>
    public IEnumerable<int> In(params DeliveryClass[] classes) => Enumerable.Range(0, outcomes.Length).Where(serial => classes.Contains(ClassOf(serial)));

    /// <summary>An event in words: number, id, answer, and where it was found.</summary>
    public string Describe(int serial) => string.Create(
        CultureInfo.InvariantCulture,
        $"event {serial} {ids.TextOf(serial)}: {ClassOf(serial)}; answered {Answer(outcomes.Span[serial])}; {(sql ? $"{_sqlRows[serial]} rows, {_elsewhere[serial]} elsewhere" : "database not read")}, {(api ? $"listed {_apiRows[serial]} times" : "API not read")}{(_marks[serial] == Marks.None ? "" : $", {_marks[serial]}")}");

    private static string Answer(EventOutcome outcome) => outcome.Status > 0 ? outcome.Status.ToString(CultureInfo.InvariantCulture) : ((NoAnswer)outcome.Status).ToString();

    private void See(UInt128 id, byte[] counts, Marks mark, string where)
    {
        long serial = ids.SerialOf(id);
        if (serial < 0 || serial >= outcomes.Length)
        {
            if (_strangers.Count < MostStrangers)
            {
                _strangers.Add(new(id.ToString("x32", CultureInfo.InvariantCulture), where));
            }

            return;
        }

        counts[serial] = (byte)Math.Min(byte.MaxValue, counts[serial] + 1);
        _marks[serial] |= mark;
    }
}
