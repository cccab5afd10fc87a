using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Trends;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>What an outlook says of one series: when its threshold is reached, how much to allocate, how many instances to run.</summary>
/// <param name="Labels">The series.</param>
/// <param name="Reach">Null where the outlook has no threshold.</param>
/// <param name="Allocation">Null where there is no forecast, or the outlook does not say how much there is (<see cref="OutlookDefinition.Largest"/>).</param>
/// <param name="Scaling">Null where the outlook does not say how many instances run, or none does.</param>
/// <param name="Trend">Whether it rises or falls.</param>
internal sealed record OutlookReading(IReadOnlyDictionary<string, string> Labels, Reach? Reach, Allocation? Allocation, Scaling? Scaling, Trend Trend)
{
    /// <param name="definition">The outlook.</param>
    /// <param name="outlook">The series' forecast.</param>
    /// <param name="instances">How many instances run; 0 where that is not asked or not known.</param>
    public static OutlookReading Of(OutlookDefinition definition, SeriesOutlook outlook, int instances) => new(
        outlook.Labels.ToDictionary(static label => label.Name, static label => label.Value),
        outlook.Reach,
        outlook.Outcome is Forecast forecast && definition is { Side: ThresholdSide.FromBelow, Largest: > 0 and { } size } ? Allocation.For(forecast, size) : null,
        instances > 0 ? Scaling.For(outlook.Past, outlook.Outcome, instances, definition.Threshold ?? Allocation.DefaultUtilisation) : null,
        outlook.Trend);

    /// <summary>As the rules of recommendation know it; null without a threshold.</summary>
    public ResourceOutlook? Resource(string outlook) => Reach is null ? null : new ResourceOutlook(Name(outlook), Reach, Allocation, Scaling);

    private string Name(string outlook)
    {
        var told = Labels.Where(static label => label.Key != "__name__").Select(static label => $"{label.Key}={label.Value}").ToList();
        return told.Count == 0 ? outlook : $"{outlook} ({string.Join(", ", told)})";
    }
}

/// <summary>An outlook with what it said last; no readings where it was not made yet.</summary>
internal sealed record StoredOutlook(OutlookDefinition Definition, DateTimeOffset? MadeAt, IReadOnlyList<OutlookReading> Readings);
