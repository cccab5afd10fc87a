using System.Globalization;
using PerfMonitor.Bench.Chunks;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.IntakeCost;

/// <summary>A message of the samples' queues, ready to be sent.</summary>
internal readonly record struct IntakeMessage(int Partition, byte[] Payload);

/// <summary>The mix of a node exporter (<see cref="DataKind"/>) as ingestion publishes it: one sample of each of up to 1,000 series of a partition a message, a step after the other.</summary>
internal sealed class IntakeLoad
{
    public const int Partitions = 2;

    private const int SamplesPerMessage = 1_000;
    private const long StepMs = 1_000;

    private readonly (LabelSet Labels, SeriesId Id, double[] Values)[][] _partitions;
    private readonly int _steps;

    /// <summary>Makes up so many series and their values of so many seconds; the same for the same numbers.</summary>
    public IntakeLoad(int series, int steps)
    {
        _steps = steps;
        Samples = series * (long)steps;
        _partitions = [.. DataKind.All.Where(static kind => kind.Share > 0)
            .SelectMany(kind => Enumerable.Range(0, (int)Math.Round(kind.Share * series)).Select(number => (Kind: kind, Number: number)))
            .Select(one => (Labels: LabelsOf(one.Kind, one.Number), one.Kind, one.Number))
            .Select(one => (one.Labels, one.Labels.Id, one.Kind.Values(new Random(one.Number), steps)))
            .GroupBy(static one => SamplePartition.Of(one.Id, Partitions))
            .OrderBy(static partition => partition.Key)
            .Select(static partition => partition.ToArray())];
    }

    /// <summary>Samples in all messages together.</summary>
    public long Samples { get; }

    /// <summary>The messages in the order they would be sent, the last second of them at the given moment; definitions ride in front of a series' first sample.</summary>
    public IEnumerable<IntakeMessage> Messages(long endMs)
    {
        var writer = new SampleBatchWriter();
        for (var step = 0; step < _steps; step++)
        {
            var at = endMs - ((_steps - 1 - step) * StepMs);
            for (var partition = 0; partition < _partitions.Length; partition++)
            {
                foreach (var part in _partitions[partition].Chunk(SamplesPerMessage))
                {
                    writer.Clear();
                    foreach (var (labels, id, values) in part)
                    {
                        if (step == 0)
                        {
                            writer.Define(id, labels);
                        }

                        writer.Add(id, new Sample(at, values[step]));
                    }

                    yield return new IntakeMessage(partition, writer.ToArray(at));
                }
            }
        }
    }

    private static LabelSet LabelsOf(DataKind kind, int number) => LabelSet.Create(
        $"node_{string.Concat(kind.Name.Where(char.IsLetter))}_total",
        [
            new Label("instance", string.Create(CultureInfo.InvariantCulture, $"host-{number % 100:000}.example:9100")),
            new Label("job", string.Create(CultureInfo.InvariantCulture, $"job-{number % 10}")),
            new Label("device", number.ToString(CultureInfo.InvariantCulture)),
        ]);
}
