using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Detection.Robustness;

/// <summary>A series with the spans in which an alert is right.</summary>
/// <param name="Category">What kind of series it is; thresholds are held out by it.</param>
/// <param name="Name">What it is called in its set.</param>
/// <param name="Samples">In order of time.</param>
/// <param name="Windows">In order of time and apart from each other; both ends belong to them.</param>
internal sealed record WindowedSeries(string Category, string Name, Sample[] Samples, IReadOnlyList<WindowedSeries.Window> Windows)
{
    /// <summary>A span in which an alert is right.</summary>
    internal readonly record struct Window(long FromMs, long ToMs)
    {
        public bool Holds(long atMs) => FromMs <= atMs && atMs <= ToMs;
    }

    /// <summary>Whether an alert at a time is right.</summary>
    public bool IsAnomalous(long atMs) => Windows.Any(window => window.Holds(atMs));

    /// <summary>Spans as the Numenta benchmark sets them: together a tenth of the series, each around its moment.</summary>
    public static IReadOnlyList<Window> Around(Sample[] samples, IReadOnlyList<int> moments) => Around(samples, moments, samples.Length / 20 / Math.Max(1, moments.Count));

    /// <summary>Spans of so many samples before and behind each moment. Those that meet are one.</summary>
    public static IReadOnlyList<Window> Around(Sample[] samples, IReadOnlyList<int> moments, int half)
    {
        var windows = new List<Window>();
        foreach (int moment in moments)
        {
            long from = samples[Math.Max(0, moment - half)].TimestampMs, to = samples[Math.Min(samples.Length - 1, moment + half)].TimestampMs;
            if (windows.Count > 0 && windows[^1].ToMs >= from) windows[^1] = windows[^1] with { ToMs = to };
            else windows.Add(new Window(from, to));
        }

        return windows;
    }
}
