using System.Collections.Concurrent;
using System.Text;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>Finds the series of a remote-write request, and takes their samples into its intake.</summary>
internal sealed class RemoteWriteSamples(MetricDescriptions descriptions)
{
    // A request in work uses one; more than this are never at work for long on the machines this runs on.
    private const int MaximumSpare = 16;

    // 2.0 tells with every sample what its metric is, and it hardly ever changes.
    private static readonly long DescribeAfterMs = (long)MetricDescriptions.NoteEvery.TotalMilliseconds;

    private readonly SeriesCache _known = new();
    private readonly ConcurrentBag<RemoteWriteSeries> _spare = [];

    /// <summary>Takes a request.</summary>
    /// <exception cref="MalformedPayloadException">The bytes are no such message, or hold too much.</exception>
    public void Take(ReadOnlySpan<byte> body, RemoteWriteVersion version, int maximumElements, Intake intake)
    {
        var series = _spare.TryTake(out var spare) ? spare : new RemoteWriteSeries();
        var reader = new RemoteWriteReader(body, version, maximumElements, series);
        var previous = default(KnownSeries);
        while (reader.Read())
        {
            Take(body, series, intake, ref previous);
            series.Expected = previous?.Next?.Key ?? [];
        }

        intake.Note(NotedSample.Exemplar, series.Exemplars);
        foreach (var metadata in series.Described)
        {
            metadata.Note(body, Encoding.UTF8.GetString(body.Slice(metadata.Name.Start, metadata.Name.Length)), descriptions);
        }

        if (series.IsWorthKeeping && _spare.Count < MaximumSpare)
        {
            _spare.Add(series);
        }
    }

    private void Take(ReadOnlySpan<byte> body, RemoteWriteSeries read, Intake intake, ref KnownSeries? previous)
    {
        for (var i = 0; i < read.Histograms; i++)
        {
            intake.Refuse(read.Index, new Refusal(RefusalReason.NativeHistogram, "native histograms are not taken; let the sender scrape or convert to classic buckets"));
        }

        if (read.Samples.Count == 0)
        {
            return;
        }

        var series = Find(read, intake, ref previous, out var refusal);
        if (read.Metadata is { } metadata && series is not null && series.DescribedAtMs < intake.Window.NowMs - DescribeAfterMs)
        {
            series.DescribedAtMs = intake.Window.NowMs;
            metadata.Note(body, Family(series.Labels.Metric, metadata), descriptions);
        }

        foreach (var sample in read.Samples)
        {
            var refused = series is null ? refusal : intake.Window.Check(sample.TimestampMs) ?? default;
            if (refused == default && intake.TryAdd(series!, sample.TimestampMs, sample.Value, out refused))
            {
                intake.Accept();
            }
            else
            {
                intake.Refuse(read.Index, refused);
            }
        }
    }

    // The parts of a histogram or summary are told of one by one, but by the name they have in common.
    private static ReadOnlySpan<char> Family(string metric, RemoteWriteMetadata metadata)
    {
        foreach (var part in metadata.HasParts ? (ReadOnlySpan<string>)["_bucket", "_count", "_sum"] : [])
        {
            if (metric.EndsWith(part, StringComparison.Ordinal))
            {
                return metric.AsSpan(0, metric.Length - part.Length);
            }
        }

        return metric;
    }

    private Series? Find(RemoteWriteSeries read, Intake intake, ref KnownSeries? previous, out Refusal refusal)
    {
        refusal = default;
        if (_known.Find(read.Labels, ref previous) is { } known)
        {
            return known;
        }

        if (RemoteWriteLabels.Decode(read.Labels, out refusal) is not { } labels || intake.Resolve(labels, out refusal) is not { } resolved)
        {
            return null;
        }

        _known.Remember(read.Labels, resolved, ref previous);
        return resolved;
    }
}
