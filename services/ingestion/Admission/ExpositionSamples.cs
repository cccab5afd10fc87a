using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>Finds the series of a pushed text exposition, and takes its samples into a request's intake, line by line.</summary>
internal sealed class ExpositionSamples(MetricDescriptions descriptions)
{
    private readonly SeriesCache _known = new();

    /// <summary>Takes a body.</summary>
    /// <param name="body">The text.</param>
    /// <param name="openMetrics">Whether it is OpenMetrics.</param>
    /// <param name="usualMs">The time of lines without one, milliseconds since the Unix epoch.</param>
    /// <param name="extra">What is set on all series.</param>
    /// <param name="maximumSamples">Bound on samples in one body.</param>
    /// <param name="intake">Takes them.</param>
    /// <exception cref="MalformedPayloadException">The text is cut off, or holds too many samples.</exception>
    public void Take(ReadOnlySpan<byte> body, bool openMetrics, long usualMs, ExtraLabels extra, int maximumSamples, Intake intake)
    {
        var reader = new ExpositionReader(body, openMetrics);
        var previous = default(KnownSeries);
        for (var item = reader.Read(); item != ExpositionItem.End; item = reader.Read())
        {
            if (item == ExpositionItem.Description)
            {
                reader.Comment.Note(descriptions);
                continue;
            }

            if (intake.Accepted + intake.Refused >= maximumSamples)
            {
                throw new MalformedPayloadException($"The request holds more than {maximumSamples} samples; split it", $"line {reader.Line}", tooLarge: true);
            }

            Take(item, ref reader, usualMs, extra, intake, ref previous);
        }

        if (openMetrics && !reader.Ended)
        {
            throw new MalformedPayloadException("The OpenMetrics text does not end with # EOF, so it may be cut off", $"line {reader.Line}");
        }
    }

    private void Take(ExpositionItem item, ref ExpositionReader reader, long usualMs, ExtraLabels extra, Intake intake, ref KnownSeries? previous)
    {
        var timestampMs = reader.TimestampMs ?? usualMs;
        var refusal = item == ExpositionItem.Broken ? reader.Refusal : intake.Window.Check(timestampMs) ?? default;
        if (refusal == default && Find(reader.Series, extra, intake, ref previous, out refusal) is { } series && intake.TryAdd(series, timestampMs, reader.Value, out refusal))
        {
            intake.Accept();
        }
        else
        {
            intake.Refuse(reader.Line, refusal);
        }
    }

    private Series? Find(ReadOnlySpan<byte> written, ExtraLabels extra, Intake intake, ref KnownSeries? previous, out Refusal refusal)
    {
        refusal = default;
        var length = written.Length + extra.Key.Length;

        // Of the bytes in between, UTF-8 has none.
        Span<byte> key = length < 1_024 ? stackalloc byte[length + 1] : new byte[length + 1];
        written.CopyTo(key);
        key[written.Length] = 0xFF;
        extra.Key.CopyTo(key[(written.Length + 1)..]);
        if (_known.Find(key, ref previous) is { } known)
        {
            return known;
        }

        var labels = new List<Label>();
        if (ExpositionLabels.Decode(written, labels) is { } undecodable)
        {
            refusal = undecodable;
            return null;
        }

        extra.ApplyTo(labels);
        if (intake.Resolve(LabelSet.Create(labels), out refusal) is not { } resolved)
        {
            return null;
        }

        _known.Remember(key, resolved, ref previous);
        return resolved;
    }
}
