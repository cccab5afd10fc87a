using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Trends;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Trends;

/// <summary>Where a series is heading, and how far it went.</summary>
/// <param name="Labels">The series.</param>
/// <param name="Summary">Its values in a few figures; null where there are none.</param>
/// <param name="Heading">Its trend, and whether that is better or worse.</param>
/// <param name="Extremes">Its peak and its trough; null where there are none.</param>
internal sealed record SeriesHeading(LabelSet Labels, SampleSummary? Summary, Degradation Heading, Extremes? Extremes)
{
    /// <param name="labels">The series.</param>
    /// <param name="series">A value each step.</param>
    /// <param name="highest">The highest value within each step.</param>
    /// <param name="lowest">The lowest.</param>
    /// <param name="better">Which way the figure is good.</param>
    public static SeriesHeading Of(LabelSet labels, RegularSeries series, RegularSeries highest, RegularSeries lowest, Better better) =>
        new(labels, SampleSummary.Of(series.Values), Degradation.Of(series, better), Extremes.Of(highest, lowest));
}
