using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>A sample that may go on the bus.</summary>
internal readonly record struct AdmittedSample(Series Series, Sample Sample);

/// <summary>
/// One request on its way through admission: the samples taken so far, and what was refused and why.
/// Bounded by the request's own bounds on body and elements; of the refusals only the first <see cref="MaximumDetails"/> keep their text.
/// </summary>
internal sealed class Intake(SeriesCatalogue catalogue, TimeWindow window) : IDisposable
{
    /// <summary>How many refusals an answer spells out.</summary>
    public const int MaximumDetails = 100;

    private IntakeBuffers _buffers = IntakeBuffers.Rent();
    private readonly int[] _refused = new int[Enum.GetValues<RefusalReason>().Length];
    private readonly int[] _noted = new int[Enum.GetValues<NotedSample>().Length];
    private readonly List<RefusedItem> _details = [];

    public TimeWindow Window => window;

    /// <summary>What goes on the bus.</summary>
    public List<AdmittedSample> Samples => _buffers.Samples;

    /// <summary>How many items (samples, or data points of OTLP) were taken.</summary>
    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    /// <summary>What else is to be counted of the request.</summary>
    public IEnumerable<(NotedSample Kind, int Count)> Noted => _noted.Select((count, kind) => ((NotedSample)kind, count)).Where(entry => entry.count > 0);

    /// <summary>The first refusals, in order.</summary>
    public IReadOnlyList<RefusedItem> Details => _details;

    /// <summary>How often each reason occurred, the frequent ones first.</summary>
    public IEnumerable<(RefusalReason Reason, int Count)> Reasons => _refused
        .Select((count, reason) => ((RefusalReason)reason, count))
        .Where(entry => entry.count > 0)
        .OrderByDescending(entry => entry.count);

    /// <summary>Makes room for about so many samples at once.</summary>
    public void Expect(int samples)
    {
        Samples.EnsureCapacity(samples);
    }

    /// <summary>The live series with these labels, or null and why there can be none.</summary>
    public Series? Resolve(LabelSet labels, out Refusal refusal) => catalogue.Admit(labels, window.NowMs, out refusal);

    /// <summary>
    /// Takes a sample whose series and time have been admitted; false where the request has brought another value for the same moment.
    /// Sent twice with the same value is the same sample: it counts as taken and goes on the bus once.
    /// </summary>
    public bool TryAdd(Series series, long timestampMs, double value, out Refusal refusal)
    {
        refusal = default;
        var newest = series.Reach(timestampMs);
        if (timestampMs > newest || !_buffers.TryFind(series, timestampMs, out var first))
        {
            if (timestampMs <= newest)
            {
                Note(timestampMs == newest ? NotedSample.Repeated : NotedSample.OutOfOrder, 1);
            }

            series.LastSeenMs = window.NowMs;
            _buffers.Add(new AdmittedSample(series, new Sample(timestampMs, value)));
            return true;
        }

        if (BitConverter.DoubleToInt64Bits(first) == BitConverter.DoubleToInt64Bits(value))
        {
            Note(NotedSample.Repeated, 1);
            return true;
        }

        refusal = new Refusal(RefusalReason.Duplicate, $"{series.Labels} has two values at {timestampMs} in this request, {first:R} and {value:R}; the first one is taken");
        return false;
    }

    /// <summary>Gives the memory of the samples back: there are none afterwards. The counts and refusals stay.</summary>
    public void Dispose()
    {
        IntakeBuffers.Return(_buffers);
        _buffers = IntakeBuffers.None;
    }

    /// <summary>Counts one item as taken.</summary>
    public void Accept() => Accepted++;

    /// <summary>Counts a reason without an item of the sender behind it: something we add ourselves could not be taken.</summary>
    public void Note(Refusal refusal) => _refused[(int)refusal.Reason]++;

    /// <summary>Counts something that is neither taken nor refused for it.</summary>
    public void Note(NotedSample kind, int count) => _noted[(int)kind] += count;

    /// <summary>Counts one item as refused.</summary>
    public void Refuse(int index, Refusal refusal)
    {
        Refused++;
        _refused[(int)refusal.Reason]++;
        if (_details.Count < MaximumDetails)
        {
            _details.Add(new RefusedItem(index, refusal));
        }
    }
}

/// <summary>A refusal and what it is about: the index in the list, the line, or the data point, as the format counts.</summary>
internal readonly record struct RefusedItem(int Index, Refusal Refusal);
