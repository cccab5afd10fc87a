using System.Globalization;
using PerfMonitor.Bench.Chunks;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.IntakeCost;

/// <summary>A message of the samples' queues, ready to be sent.</summary>
internal readonly record struct IntakeMessage(int Partition, byte[] Payload);

/// <summary>Series as ingestion publishes them: one sample of each of up to 1,000 series of a partition a message, a step after the other.</summary>
internal sealed class IntakeLoad
{
    public const int Partitions = 2;

    private const int SamplesPerMessage = 1_000;

    private readonly (LabelSet Labels, SeriesId Id, double[] Values)[][] _partitions;
    private readonly int _steps;
    private readonly long _stepMs;

    /// <param name="series">Series with as many values each as there are steps.</param>
    /// <param name="steps">Samples of each.</param>
    /// <param name="step">How far apart they are.</param>
    public IntakeLoad(IEnumerable<(LabelSet Labels, double[] Values)> series, int steps, TimeSpan step)
    {
        _steps = steps;
        _stepMs = (long)step.TotalMilliseconds;
        _partitions = [.. series
            .Select(static one => (one.Labels, one.Labels.Id, one.Values))
            .GroupBy(static one => SamplePartition.Of(one.Id, Partitions))
            .OrderBy(static partition => partition.Key)
            .Select(static partition => partition.ToArray())];
        Samples = _partitions.Sum(static partition => partition.Length) * (long)steps;
    }

    /// <summary>The mix of a node exporter (<see cref="DataKind"/>), a sample a second; the same for the same numbers.</summary>
    public static IntakeLoad OfNodes(int series, int steps) => new(
        DataKind.All.Where(static kind => kind.Share > 0)
            .SelectMany(kind => Enumerable.Range(0, (int)Math.Round(kind.Share * series)).Select(number => (LabelsOf(kind, number), kind.Values(new Random(number), steps)))),
        steps,
        TimeSpan.FromSeconds(1));

    /// <summary>Samples in all messages together.</summary>
    public long Samples { get; }

    /// <summary>The messages in the order they would be sent, the last step of them at the given moment; definitions ride in front of a series' first sample.</summary>
    public IEnumerable<IntakeMessage> Messages(long endMs)
    {
        var writer = new SampleBatchWriter();
        for (var step = 0; step < _steps; step++)
        {
            var at = endMs - ((_steps - 1 - step) * _stepMs);
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
