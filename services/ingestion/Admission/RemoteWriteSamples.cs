using System.Collections.Concurrent;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>Finds the series of a remote-write request, and takes their samples into its intake.</summary>
internal sealed class RemoteWriteSamples
{
    // A request in work uses one; more than this are never at work for long on the machines this runs on.
    private const int MaximumSpare = 16;

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
            Take(series, intake, ref previous);
            series.Expected = previous?.Next?.Key ?? [];
        }

        intake.Note(NotedSample.Exemplar, series.Exemplars);
        intake.Note(NotedSample.Metadata, series.Metadata);
        if (series.IsWorthKeeping && _spare.Count < MaximumSpare)
        {
            _spare.Add(series);
        }
    }

    private void Take(RemoteWriteSeries read, Intake intake, ref KnownSeries? previous)
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
