using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Query;

/// <summary>The source of one query or one evaluation of a rule: reads through, and remembers what the reader remarked and how fresh the data were.</summary>
/// <param name="reader">Reads.</param>
/// <param name="known">What was read before of a selection; null where that is still to be read.</param>
internal sealed class HistorySource(SampleReader reader, Func<SeriesSelection, IReadOnlyList<SeriesSamples>?>? known = null) : ISeriesSource
{
    private readonly ReadSeries _read = new();

    private readonly QueryRead _samples = new();

    /// <summary>What the reader remarked.</summary>
    public ReadRemarks Remarks => _samples.Remarks;

    /// <summary>Gives the samples back once the query has ended; what it selected is not to be read any more.</summary>
    public void Release() => _samples.Release();

    /// <summary>When the newest sample was taken of the series that agree with the given labels where both have them; null where there is none.</summary>
    public long? NewestOf(LabelSet labels) => _read.NewestOf(labels);

    public async ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken)
    {
        var series = known?.Invoke(selection) ?? await reader.ReadAsync(selection, _samples, cancellationToken);
        foreach (var one in series)
        {
            if (!StaleMarker.Is(one.Values.Span[^1]))
            {
                _read.Add(one.Labels, one.TimestampsMs.Span[^1]);
            }
        }

        return series;
    }
}
