using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.History;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>
/// Every series of the history, in memory: which labels an id stands for, and which series fit a selector.
/// Holds at most <see cref="HistoryOptions.MaxSeries"/>.
/// </summary>
internal sealed class SeriesCatalogue(IOptions<HistoryOptions> options) : IDisposable
{
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly int _max = options.Value.MaxSeries;
    private readonly ConcurrentDictionary<SeriesId, CatalogueEntry> _byId = [];

    // Label names and values repeat across series; one string each saves most of the memory. Bounded with the catalogue.
    private HashSet<string> _strings = [];
    private LabelIndex _index = new();

    /// <summary>How many series there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether what PostgreSQL holds has been read; queries before that would miss series.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Says that what PostgreSQL holds has been read.</summary>
    public void Loaded() => IsLoaded = true;

    /// <summary>The series behind an id, or null.</summary>
    public CatalogueEntry? Find(SeriesId id) => _byId.GetValueOrDefault(id);

    /// <summary>Takes in a definition that rode in front of a batch, or one from PostgreSQL.</summary>
    public Announcement Announce(SeriesDefinition definition, long firstSeenMs, long lastSeenMs)
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
            : Add(definition, firstSeenMs, lastSeenMs);
    }

    /// <summary>The series that fit all matchers and have samples between the two moments, as far as their spans tell.</summary>
    public List<CatalogueEntry> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs)
    {
        var found = new List<CatalogueEntry>();
        _gate.EnterReadLock();
        try
        {
            var lists = _index.Narrow(matchers) ?? [[.. _byId.Values]];
            foreach (var entry in lists.SelectMany(static list => list))
            {
                if (entry.FirstSeenMs <= toMs && EndOf(entry) >= fromMs && Fits(entry, matchers))
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
    public List<string> LabelValues(string name) => Read(() => _index.Values(name).Order(StringComparer.Ordinal).ToList());

    /// <summary>Forgets the series without a sample since the given moment; returns how many.</summary>
    public int Forget(long beforeMs)
    {
        _gate.EnterWriteLock();
        try
        {
            var gone = _byId.Values.Where(entry => EndOf(entry) < beforeMs).Select(static entry => entry.Id).ToList();
            if (gone.Count > 0)
            {
                gone.ForEach(id => _byId.TryRemove(id, out _));
                Rebuild();
            }

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
            if (_byId.TryRemove(id, out _))
            {
                Rebuild();
            }
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public void Dispose() => _gate.Dispose();

    // Another instance keeps the end of a span to the hour only.
    private static long EndOf(CatalogueEntry entry) => ChunkCutter.HourOf(entry.LastSeenMs) + ChunkCutter.HourMs - 1;

    private static bool Fits(CatalogueEntry entry, IReadOnlyList<LabelMatcher> matchers)
    {
        foreach (var matcher in matchers)
        {
            if (!matcher.Matches(entry.Labels[matcher.Name] ?? ""))
            {
                return false;
            }
        }

        return true;
    }

    private Announcement Add(SeriesDefinition definition, long firstSeenMs, long lastSeenMs)
    {
        _gate.EnterWriteLock();
        try
        {
            if (_byId.ContainsKey(definition.Id))
            {
                return Announcement.Known;
            }

            if (Count >= _max)
            {
                return Announcement.CatalogueFull;
            }

            var labels = LabelSet.Create(definition.Labels.Select(label => new Label(Intern(label.Name), Intern(label.Value))));
            var entry = new CatalogueEntry(definition.Id, labels, firstSeenMs, lastSeenMs);
            _byId[definition.Id] = entry;
            _index.Add(entry);
            Count++;
            return Announcement.Added;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    private void Rebuild()
    {
        _index = new LabelIndex();
        _strings = [];
        Count = 0;
        foreach (var entry in _byId.Values)
        {
            Count++;
            _index.Add(entry);
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
