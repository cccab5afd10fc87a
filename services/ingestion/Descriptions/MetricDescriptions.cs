using System.Text;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Descriptions;

/// <summary>
/// What senders and exporters tell of their metrics beside samples: type, help, unit. It goes the road of all samples, as the series that
/// <see cref="MetricInfo"/> names: again when something changes, and every <see cref="RepeatAfter"/> as long as it is told. Of several senders the
/// last that says something is believed: one without a help text leaves that of another in place. Safe for concurrent use; bounded by
/// <see cref="MaximumMetrics"/> names of at most <see cref="MaximumNameLength"/>, and <see cref="MaximumTextBytes"/> for each fact.
/// </summary>
internal sealed class MetricDescriptions
{
    public const int MaximumMetrics = 20_000;

    /// <summary>In bytes, or in characters where the name is decoded already.</summary>
    public const int MaximumNameLength = 200;

    public const int MaximumTextBytes = 1_024;

    /// <summary>Often enough that the series stays live.</summary>
    public static readonly TimeSpan RepeatAfter = TimeSpan.FromMinutes(30);

    /// <summary>How often it is enough to take note of what comes with every sample.</summary>
    public static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(10);

    // Exporters of different versions tell different things of one metric, one after the other.
    private static readonly TimeSpan ChangeAfter = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _left;

    /// <summary>How many facts were left out since the last call, for want of room.</summary>
    public long TakeLeft() => Interlocked.Exchange(ref _left, 0);

    /// <summary>Takes note of a fact. What it says already costs a comparison.</summary>
    public void Note(ReadOnlySpan<byte> metric, MetricFact fact, ReadOnlySpan<byte> text)
    {
        if (metric.Length > MaximumNameLength)
        {
            Interlocked.Increment(ref _left);
            return;
        }

        Span<char> name = stackalloc char[MaximumNameLength];
        Note(name[..Encoding.UTF8.GetChars(metric, name)], fact, text);
    }

    /// <summary>The same for a name that is decoded already.</summary>
    public void Note(ReadOnlySpan<char> metric, MetricFact fact, ReadOnlySpan<byte> text)
    {
        text = Shortened(text);
        lock (_gate)
        {
            var entries = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!entries.TryGetValue(metric, out var entry))
            {
                if (_entries.Count >= MaximumMetrics || metric.Length is 0 or > MaximumNameLength)
                {
                    Interlocked.Increment(ref _left);
                    return;
                }

                entries[metric] = entry = new Entry();
            }

            entry.IsTold = true;
            var told = entry.Facts[(int)fact].AsSpan();
            if (!told.SequenceEqual(text) && (told.IsEmpty || !SaysNothing(fact, text)))
            {
                entry.Facts[(int)fact] = text.ToArray();
                entry.HasChanged = true;
            }
        }
    }

    /// <summary>What is to be sent at a moment, milliseconds since the Unix epoch. What nobody has told again by the time it would be repeated is forgotten.</summary>
    public IReadOnlyList<MetricInfo> TakeDue(long nowMs)
    {
        var due = new List<MetricInfo>();
        lock (_gate)
        {
            foreach (var (metric, entry) in _entries)
            {
                var isOver = entry.SentAtMs <= nowMs - (long)RepeatAfter.TotalMilliseconds;
                if (isOver && !entry.IsTold)
                {
                    _entries.Remove(metric);
                }
                else if (isOver || (entry.HasChanged && entry.SentAtMs <= nowMs - (long)ChangeAfter.TotalMilliseconds))
                {
                    due.Add(entry.Of(metric));
                    (entry.SentAtMs, entry.IsTold, entry.HasChanged) = (nowMs, false, false);
                }
            }
        }

        return due;
    }

    // The names of no type: the text format's and OpenMetrics'.
    private static bool SaysNothing(MetricFact fact, ReadOnlySpan<byte> text) =>
        text.IsEmpty || (fact == MetricFact.Type && (text.SequenceEqual("unknown"u8) || text.SequenceEqual("untyped"u8)));

    // A letter of UTF-8 is not cut apart: its further bytes begin with 10.
    private static ReadOnlySpan<byte> Shortened(ReadOnlySpan<byte> text)
    {
        var length = Math.Min(text.Length, MaximumTextBytes);
        while (length < text.Length && (text[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return text[..length];
    }

    private sealed class Entry
    {
        public byte[]?[] Facts { get; } = new byte[]?[3];

        /// <summary>Whether anything was told since it was sent.</summary>
        public bool IsTold { get; set; }

        /// <summary>Whether that was new.</summary>
        public bool HasChanged { get; set; }

        public long SentAtMs { get; set; } = long.MinValue / 2;

        public MetricInfo Of(string metric) => new(metric, Text(MetricFact.Type), Text(MetricFact.Unit), Text(MetricFact.Help));

        private string Text(MetricFact fact) => Facts[(int)fact] is { } bytes ? Encoding.UTF8.GetString(bytes) : "";
    }
}
