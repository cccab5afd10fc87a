using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Slo;

/// <summary>Expressions with a place for the window that events are counted over.</summary>
internal static class Windowed
{
    /// <summary>The place.</summary>
    public const string Place = "$window";

    /// <summary>The expression over a window.</summary>
    public static string Over(string expression, TimeSpan window) => expression.Replace(Place, DurationText.Format((long)window.TotalMilliseconds), StringComparison.Ordinal);
}
