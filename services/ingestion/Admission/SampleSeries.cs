using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>
/// Finds the series of samples in our JSON form, and takes them into a request's intake. Remembers which series the bytes of a metric
/// name and labels stand for.
/// </summary>
internal sealed class SampleSeries
{
    private readonly SeriesCache _known = new();

    public void Take(ParsedSamples parsed, ReadOnlySpan<byte> body, Intake intake)
    {
        intake.Expect(parsed.Samples.Count);
        foreach (var refused in parsed.Refused)
        {
            intake.Refuse(refused.Index, refused.Refusal);
        }

        var previous = default(KnownSeries);
        foreach (var sample in parsed.Samples)
        {
            var timestampMs = sample.TimestampMs ?? intake.Window.NowMs;
            var refusal = intake.Window.Check(timestampMs) ?? default;
            if (refusal == default && Find(sample, body, intake, ref previous, out refusal) is { } series && intake.TryAdd(series, timestampMs, sample.Value, out refusal))
            {
                intake.Accept();
            }
            else
            {
                intake.Refuse(sample.Index, refusal);
            }
        }
    }

    private Series? Find(in ParsedSample sample, ReadOnlySpan<byte> body, Intake intake, ref KnownSeries? previous, out Refusal refusal)
    {
        refusal = default;
        var metric = body.Slice(sample.Metric.Start, sample.Metric.Length);
        var labels = body.Slice(sample.Labels.Start, sample.Labels.Length);

        // The name's closing quote keeps it apart from the labels.
        Span<byte> key = metric.Length + labels.Length <= 1_024 ? stackalloc byte[metric.Length + labels.Length] : new byte[metric.Length + labels.Length];
        metric.CopyTo(key);
        labels.CopyTo(key[metric.Length..]);
        if (_known.Find(key, ref previous) is { } series)
        {
            return series;
        }

        if (LabelsJson.Decode(metric, labels, out refusal) is not { } decoded || intake.Resolve(decoded, out refusal) is not { } resolved)
        {
            return null;
        }

        _known.Remember(key, resolved, ref previous);
        return resolved;
    }
}
