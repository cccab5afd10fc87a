using System.Collections.Concurrent;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>
/// The memory a request's samples are gathered in, handed from request to request, so that a sample costs none. At most
/// <see cref="MaximumSpare"/> wait to be used again, none larger than <see cref="MaximumKept"/> samples, about 6 MB.
/// </summary>
internal sealed class IntakeBuffers
{
    public const int MaximumSpare = 16;
    public const int MaximumKept = 100_000;

    private static readonly ConcurrentBag<IntakeBuffers> Spare = [];

    // The values by series and time. Empty until one is looked for: samples in order of time need not be.
    private readonly Dictionary<(SeriesId Series, long TimestampMs), double> _values = [];

    private IntakeBuffers()
    {
    }

    /// <summary>Stands where there are none.</summary>
    public static IntakeBuffers None { get; } = new();

    public List<AdmittedSample> Samples { get; } = [];

    /// <summary>Adds a sample.</summary>
    public void Add(AdmittedSample sample)
    {
        Samples.Add(sample);
        if (_values.Count > 0)
        {
            _values.TryAdd(KeyOf(sample), sample.Sample.Value);
        }
    }

    /// <summary>The value that the request has brought for a series and time already.</summary>
    public bool TryFind(Series series, long timestampMs, out double value)
    {
        if (_values.Count == 0)
        {
            _values.EnsureCapacity(Samples.Count);
            foreach (var sample in Samples)
            {
                _values.TryAdd(KeyOf(sample), sample.Sample.Value);
            }
        }

        return _values.TryGetValue((series.Id, timestampMs), out value);
    }

    public static IntakeBuffers Rent() => Spare.TryTake(out var spare) ? spare : new IntakeBuffers();

    public static void Return(IntakeBuffers buffers)
    {
        if (ReferenceEquals(buffers, None) || buffers.Samples.Capacity > MaximumKept || Spare.Count >= MaximumSpare)
        {
            return;
        }

        buffers.Samples.Clear();
        buffers._values.Clear();
        Spare.Add(buffers);
    }

    private static (SeriesId Series, long TimestampMs) KeyOf(in AdmittedSample sample) => (sample.Series.Id, sample.Sample.TimestampMs);
}
