using PerfMonitor.Bench.Detection.Robustness;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Detection;

/// <summary>The labelled sets as series with the spans in which an alert is right.</summary>
internal static class LabelledSets
{
    /// <summary>Labelled samples this far apart at most are one anomaly.</summary>
    public const int EpisodeGap = 24;

    /// <summary>Labels are set by hand: an alert this many samples beside one still means it.</summary>
    public const int Tolerance = 3;

    /// <summary>The Numenta benchmark with its own windows.</summary>
    public static IReadOnlyList<WindowedSeries> Nab(string folder) =>
    [
        .. NabWindows.Read(folder).Select(file => new WindowedSeries(
            file.Key.Split('/')[0],
            file.Key,
            [.. LabelledSeries.Read(Path.Combine(folder, "data", file.Key)).Rows.Select(static row => row.Sample)],
            file.Value)),
    ];

    /// <summary>The cloud-monitoring set with windows as the Numenta benchmark would set them: a tenth of a series.</summary>
    public static IReadOnlyList<WindowedSeries> CloudInWindows(string folder) =>
        Cloud(folder, static (samples, labelled) => WindowedSeries.Around(samples, [.. labelled.Where((row, i) => i == 0 || row - labelled[i - 1] > EpisodeGap)]));

    /// <summary>The same where an alert is right only beside a labelled sample.</summary>
    public static IReadOnlyList<WindowedSeries> CloudToTheSample(string folder) =>
        Cloud(folder, static (samples, labelled) => WindowedSeries.Around(samples, labelled, Tolerance));

    private static IReadOnlyList<WindowedSeries> Cloud(string folder, Func<Sample[], int[], IReadOnlyList<WindowedSeries.Window>> windows) =>
    [
        .. Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file =>
        {
            var rows = LabelledSeries.Read(file).Rows;
            Sample[] samples = [.. rows.Select(static row => row.Sample)];
            int[] labelled = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i].IsAnomaly)];
            return new WindowedSeries(Path.GetFileName(Path.GetDirectoryName(file))!, Path.GetFileName(file), samples, windows(samples, labelled));
        }),
    ];
}
