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

    private IntakeBuffers()
    {
    }

    /// <summary>Stands where there are none.</summary>
    public static IntakeBuffers None { get; } = new();

    public List<AdmittedSample> Samples { get; } = [];

    /// <summary>The value of every series and time in the request.</summary>
    public Dictionary<(SeriesId Series, long TimestampMs), double> Seen { get; } = [];

    public static IntakeBuffers Rent() => Spare.TryTake(out var spare) ? spare : new IntakeBuffers();

    public static void Return(IntakeBuffers buffers)
    {
        if (ReferenceEquals(buffers, None) || buffers.Samples.Capacity > MaximumKept || Spare.Count >= MaximumSpare)
        {
            return;
        }

        buffers.Samples.Clear();
        buffers.Seen.Clear();
        Spare.Add(buffers);
    }
}
