using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.History;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>
/// Every series of the history, in memory: which labels an id stands for, and which series fit a selector.
/// Takes no new one in beyond <see cref="HistoryOptions.MaxSeries"/>.
/// </summary>
internal sealed class SeriesCatalogue(IOptions<HistoryOptions> options) : IDisposable
{
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly int _max = options.Value.MaxSeries;
    private readonly ConcurrentDictionary<SeriesId, CatalogueEntry> _byId = [];

    // By number; a series that left is null until the numbers are given out anew.
    private List<CatalogueEntry?> _entries = [];

    // Label names and values repeat across series; one string each saves most of the memory. Bounded with the catalogue.
    private HashSet<string> _strings = [];
    private LabelIndex _index = new();

    /// <summary>How many series there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is no room for another series.</summary>
    public bool IsFull => Count >= _max;

    /// <summary>Whether what PostgreSQL holds has been read; queries before that would miss series.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Says that what PostgreSQL holds has been read.</summary>
    public void Loaded() => IsLoaded = true;

    /// <summary>The series behind an id, or null.</summary>
    public CatalogueEntry? Find(SeriesId id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// The same for one of many. Senders name their series in the same order time and again, so each one remembers which came next, and the
    /// look-up is left out where it comes again.
    /// </summary>
    /// <param name="id">The series.</param>
    /// <param name="previous">What was found before this one; stands for this one afterwards, where it is found.</param>
    public CatalogueEntry? Find(SeriesId id, ref CatalogueEntry? previous)
    {
        if (previous?.Next is not { IsGone: false } entry || entry.Id != id)
        {
            if (!_byId.TryGetValue(id, out entry))
            {
                return null;
            }

            previous?.Next = entry;
        }

        return previous = entry;
    }

    /// <summary>Takes in a definition that may be new.</summary>
    public Announcement Announce(SeriesDefinition definition, long firstSeenMs, long lastSeenMs) => Take(definition, firstSeenMs, lastSeenMs, _max);

    /// <summary>
    /// Takes in a series that PostgreSQL holds or another instance took in. There is room for it however many there are: what is stored is found, and
    /// instances that met the bound in the same moment agree.
    /// </summary>
    public Announcement Learn(SeriesDefinition definition, long firstSeenMs, long lastSeenMs) => Take(definition, firstSeenMs, lastSeenMs, int.MaxValue);

    /// <summary>The series that fit all matchers and have samples between the two moments, as far as their spans tell.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for them any more: of a million series an expression takes a second.</exception>
    public List<CatalogueEntry> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = new List<CatalogueEntry>();
        _gate.EnterReadLock();
        try
        {
            var numbers = _index.Narrow(matchers, out var untested, cancellationToken);
            var tests = new ValueTests(untested);
            foreach (var entry in numbers is null ? _entries : numbers.Select(number => _entries[number]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (entry is not null && entry.FirstSeenMs <= toMs && entry.EndMs >= fromMs && tests.Pass(entry))
                {
                    found.Add(entry);
                }
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }

        return found;
    }

    /// <summary>All label names, sorted.</summary>
    public List<string> LabelNames() => Read(() => _index.Names.Order(StringComparer.Ordinal).ToList());

    /// <summary>All values of a label, sorted.</summary>
    public List<string> LabelValues(string name) => Read(() => _index.Values(name).Keys.Order(StringComparer.Ordinal).ToList());

    /// <summary>The ids of all series, by what the names of their metrics have in common.</summary>
    public ILookup<T, SeriesId> ByMetric<T>(Func<string, T> common)
    {
        var known = new Dictionary<string, T>(StringComparer.Ordinal);
        return Read(() => _entries.OfType<CatalogueEntry>().ToLookup(entry => Common(entry.Labels.Metric), static entry => entry.Id));

        T Common(string metric) => known.TryGetValue(metric, out var value) ? value : known[metric] = common(metric);
    }

    /// <summary>How the series are spread over metrics, labels and values; the largest of each.</summary>
    public CatalogueStatistics Statistics(int limit) => Read(() => CatalogueStatistics.Of(_index, _entries.OfType<CatalogueEntry>(), limit));

    /// <summary>Forgets the series without a sample that is still kept; returns how many.</summary>
    public int Forget(Func<string, Retention> retention, DateTimeOffset now)
    {
        var gone = ByMetric(retention)
            .SelectMany(group => group.Where(id => Find(id) is { } entry && entry.EndMs < (now - group.Key.Longest).ToUnixTimeMilliseconds()))
            .ToList();
        _gate.EnterWriteLock();
        try
        {
            foreach (var id in gone)
            {
                Remove(id);
            }

            Renumber();
            return gone.Count;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Takes a series out whose id PostgreSQL knows under other labels.</summary>
    public void Reject(SeriesId id)
    {
        _gate.EnterWriteLock();
        try
        {
            Remove(id);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public void Dispose() => _gate.Dispose();

    private Announcement Take(SeriesDefinition definition, long firstSeenMs, long lastSeenMs, int max)
    {
        if (Find(definition.Id) is { } known)
        {
            if (!known.Labels.Equals(definition.Labels))
            {
                return definition.Labels.Id == definition.Id ? Announcement.Collision : Announcement.WrongId;
            }

            known.Saw(firstSeenMs);
            known.Saw(lastSeenMs);
            return Announcement.Known;
        }

        if (definition.Labels.Id != definition.Id)
        {
            return Announcement.WrongId;
        }

        return definition.Labels.Any(static label => label.Name.Contains('\0') || label.Value.Contains('\0'))
            ? Announcement.NulCharacter
            : Add(definition, firstSeenMs, lastSeenMs, max);
    }

    private Announcement Add(SeriesDefinition definition, long firstSeenMs, long lastSeenMs, int max)
    {
        _gate.EnterWriteLock();
        try
        {
            if (_byId.ContainsKey(definition.Id))
            {
                return Announcement.Known;
            }

            if (Count >= max)
            {
                return Announcement.CatalogueFull;
            }

            var labels = LabelSet.Create(definition.Labels.Select(label => new Label(Intern(label.Name), Intern(label.Value))));
            var entry = new CatalogueEntry(definition.Id, labels, firstSeenMs, lastSeenMs);
            Append(entry);
            return Announcement.Added;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    private void Append(CatalogueEntry entry)
    {
        entry.Number = _entries.Count;
        _byId[entry.Id] = entry;
        _index.Add(entry.Number, entry.Labels);
        _entries.Add(entry);
        Count++;
    }

    private void Remove(SeriesId id)
    {
        if (_byId.TryRemove(id, out var entry))
        {
            // Without its guess, so that those that are gone do not keep each other in memory.
            (entry.IsGone, entry.Next) = (true, null);
            _index.Remove(entry.Labels);
            _entries[entry.Number] = null;
            Count--;
        }
    }

    /// <summary>Gives numbers out anew once a fifth of them stands for nothing; until then the gaps cost less than that.</summary>
    private void Renumber()
    {
        if (_entries.Count - Count <= _entries.Count / 5)
        {
            return;
        }

        var entries = _entries;
        (_entries, _index, _strings, Count) = (new List<CatalogueEntry?>(entries.Count), new LabelIndex(), [], 0);
        foreach (var entry in entries.OfType<CatalogueEntry>())
        {
            Append(entry);
            foreach (var label in entry.Labels)
            {
                _strings.Add(label.Name);
                _strings.Add(label.Value);
            }
        }
    }

    private string Intern(string text)
    {
        if (_strings.TryGetValue(text, out var known))
        {
            return known;
        }

        _strings.Add(text);
        return text;
    }

    private T Read<T>(Func<T> read)
    {
        _gate.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }
}
