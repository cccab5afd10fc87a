using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Query;

/// <summary>
/// Brings together what is known of series: samples this instance has not committed yet, the live windows with what other
/// instances have not, and the history. Overlaps vanish; there is no moment at which an accepted sample is in none of the three.
/// </summary>
internal sealed class SampleReader(
    SeriesCatalogue catalogue,
    HistoryBuffer buffer,
    ILiveWindows windows,
    IHistoryStore history,
    IOptions<LiveOptions> live,
    TimeProvider clock)
{
    /// <summary>Reads the series that fit; remarks on what could not be read are added to the list.</summary>
    /// <exception cref="HistoryUnavailableException">What was asked for is in the history, and PostgreSQL does not answer.</exception>
    public async Task<IReadOnlyList<SeriesSamples>> ReadAsync(SeriesSelection selection, List<string> warnings, CancellationToken cancellationToken)
    {
        if (!catalogue.IsLoaded)
        {
            throw new HistoryUnavailableException("the catalogue of series is being loaded; try again in a moment", cause: null);
        }

        var entries = catalogue.Select(selection.Matchers, selection.StartMs, selection.EndMs);
        if (entries.Count > selection.MaxSeries)
        {
            throw new PromEvaluationException($"query processing would load too many series into memory in query execution: {entries.Count} where {selection.MaxSeries} is the most; narrow the selectors");
        }

        if (entries.Count == 0)
        {
            return [];
        }

        // Instant queries answer in the order of their source.
        entries.Sort(static (a, b) => LabelOrder.Compare(a.Labels, b.Labels));
        var samples = entries.ToDictionary(static entry => entry.Id, static _ => new List<Sample>());
        var budget = new SampleBudget(selection.MaxSamples);

        // The buffer before the history: a sample that is committed in between is found twice rather than not at all.
        buffer.CopyTo(samples, selection.StartMs, selection.EndMs);
        await ReadLiveAsync(samples, selection, budget, warnings, cancellationToken);
        await ReadHistoryAsync(samples, selection, budget, warnings, cancellationToken);
        return [.. entries.Select(entry => Columns(entry.Labels, samples[entry.Id])).Where(static series => series.Values.Length > 0)];
    }

    private async Task ReadLiveAsync(Dictionary<SeriesId, List<Sample>> samples, SeriesSelection selection, SampleBudget budget, List<string> warnings, CancellationToken cancellationToken)
    {
        if (selection.EndMs < OldestLive)
        {
            return;
        }

        try
        {
            await windows.ReadAsync(samples, selection.StartMs, selection.EndMs, budget, cancellationToken);
        }
        catch (LiveUnavailableException failure)
        {
            warnings.Add($"the live windows were not read, the newest second may be missing: {failure.Message}");
        }
    }

    private async Task ReadHistoryAsync(Dictionary<SeriesId, List<Sample>> samples, SeriesSelection selection, SampleBudget budget, List<string> warnings, CancellationToken cancellationToken)
    {
        try
        {
            await history.ReadAsync(samples, selection.StartMs, selection.EndMs, budget, cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
        {
            if (selection.StartMs < OldestLive)
            {
                throw new HistoryUnavailableException($"the history does not answer: {failure.Message}", failure);
            }

            warnings.Add($"the history was not read, only the live windows: {failure.Message}");
        }
    }

    private long OldestLive => (clock.GetUtcNow() - live.Value.Window - TimeSpan.FromMinutes(1)).ToUnixTimeMilliseconds();

    private static SeriesSamples Columns(LabelSet labels, List<Sample> samples)
    {
        SampleOrder.Normalize(samples);
        var timestamps = new long[samples.Count];
        var values = new double[samples.Count];
        for (var i = 0; i < samples.Count; i++)
        {
            (timestamps[i], values[i]) = samples[i];
        }

        return new SeriesSamples(labels, timestamps, values);
    }
}

/// <summary>What was asked for cannot be read at the moment.</summary>
internal sealed class HistoryUnavailableException(string message, Exception? cause) : Exception(message, cause);
