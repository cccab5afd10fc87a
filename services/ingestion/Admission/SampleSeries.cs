using System.Collections.Concurrent;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>
/// Finds the series of samples in our JSON form, and takes them into a request's intake. Remembers which series the bytes of a metric
/// name and labels stand for, at most <see cref="MaximumRemembered"/> of them; full, it starts anew.
/// </summary>
internal sealed class SampleSeries
{
    public const int MaximumRemembered = 500_000;

    private ConcurrentDictionary<byte[], Series> _known = new(BytesComparer.Instance);
    private int _count;

    public void Take(ParsedSamples parsed, ReadOnlySpan<byte> body, Intake intake)
    {
        intake.Expect(parsed.Samples.Count);
        foreach (var refused in parsed.Refused)
        {
            intake.Refuse(refused.Index, refused.Refusal);
        }

        foreach (var sample in parsed.Samples)
        {
            var timestampMs = sample.TimestampMs ?? intake.Window.NowMs;
            var refusal = intake.Window.Check(timestampMs) ?? default;
            if (refusal == default && Find(sample, body, intake, out refusal) is { } series && intake.TryAdd(series, timestampMs, sample.Value, out refusal))
            {
                intake.Accept();
            }
            else
            {
                intake.Refuse(sample.Index, refusal);
            }
        }
    }

    private Series? Find(in ParsedSample sample, ReadOnlySpan<byte> body, Intake intake, out Refusal refusal)
    {
        refusal = default;
        var metric = body.Slice(sample.Metric.Start, sample.Metric.Length);
        var labels = body.Slice(sample.Labels.Start, sample.Labels.Length);

        // The name's closing quote keeps it apart from the labels.
        Span<byte> key = metric.Length + labels.Length <= 1_024 ? stackalloc byte[metric.Length + labels.Length] : new byte[metric.Length + labels.Length];
        metric.CopyTo(key);
        labels.CopyTo(key[metric.Length..]);
        var known = _known;
        if (known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var series) && !series.Expired)
        {
            return series;
        }

        if (LabelsJson.Decode(metric, labels, out refusal) is not { } decoded || intake.Resolve(decoded, out refusal) is not { } resolved)
        {
            return null;
        }

        if (Interlocked.Increment(ref _count) > MaximumRemembered)
        {
            _known = known = new ConcurrentDictionary<byte[], Series>(BytesComparer.Instance);
            _count = 1;
        }

        known[key.ToArray()] = resolved;
        return resolved;
    }
}
