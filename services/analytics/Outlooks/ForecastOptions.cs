using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>Settings of the forecasts (section <c>Forecast</c>).</summary>
internal sealed class ForecastOptions
{
    /// <summary>How far ahead is looked where a request does not say. Default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "400.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(1);
}
