using System.Text.Json;
using PerfMonitor.Bench.Csv;
using PerfMonitor.Bench.Detection.Robustness;

namespace PerfMonitor.Bench.Detection;

/// <summary>The labelled windows of the Numenta benchmark, by file.</summary>
internal static class NabWindows
{
    /// <summary>Those of <c>labels/combined_windows.json</c>; none where there is no such file.</summary>
    public static SortedDictionary<string, IReadOnlyList<WindowedSeries.Window>> Read(string nab)
    {
        string labels = Path.Combine(nab, "labels", "combined_windows.json");
        var windows = new SortedDictionary<string, IReadOnlyList<WindowedSeries.Window>>(StringComparer.Ordinal);
        if (!File.Exists(labels)) return windows;
        foreach (var (file, spans) in JsonSerializer.Deserialize<Dictionary<string, string[][]>>(File.ReadAllText(labels))!)
        {
            windows[file] = [.. spans.Select(span => new WindowedSeries.Window(Milliseconds(span[0]), Milliseconds(span[1])))];
        }

        return windows;

        long Milliseconds(string time) =>
            TimedRow.TryParseTime(time, out long milliseconds) ? milliseconds : throw new InvalidDataException($"{labels}: '{time}' is no time.");
    }
}
