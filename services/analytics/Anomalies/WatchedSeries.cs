using PerfMonitor.Analysis.Detection;
using PerfMonitor.Analytics.Query;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>
/// The detectors of a watch's series, about 100 KB each. Pure: given the same grids from the same beginning it gives the same verdicts,
/// which is what makes a restart, and another instance, go on as if nothing had been.
/// </summary>
/// <param name="definition">The watch.</param>
/// <param name="settings">Those of each detector.</param>
internal sealed class WatchedSeries(WatchDefinition definition, DetectionSettings settings)
{
    /// <summary>Most series of one watch; those beyond it are counted in <see cref="LeftOut"/>.</summary>
    public const int MostSeries = 200;

    // A series that is gone for so long begins anew when it comes back.
    private static readonly long ForgetMs = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    private readonly Dictionary<LabelSet, (SeriesDetector Detector, long SeenMs)> _detectors = [];

    public WatchDefinition Definition { get; } = definition;

    /// <summary>How many series the last grid had beyond the bound.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Takes in the values of a grid, each series in the order of time.</summary>
    public IReadOnlyList<SeriesVerdict> Advance(TimeGrid grid, IReadOnlyList<GridSeries> series)
    {
        var verdicts = new List<SeriesVerdict>();
        LeftOut = 0;
        foreach (var one in series)
        {
            if (!_detectors.TryGetValue(one.Labels, out var known))
            {
                if (_detectors.Count >= MostSeries)
                {
                    LeftOut++;
                    continue;
                }

                known = (new SeriesDetector(settings), long.MinValue);
            }

            for (var i = 0; i < grid.Points; i++)
            {
                var atMs = grid.StartMs + (i * grid.StepMs);
                if (double.IsNaN(one.Values[i]))
                {
                    AskForMissing(one.Labels, known.Detector, atMs, verdicts);
                }
                else
                {
                    known.SeenMs = atMs;
                    verdicts.Add(new SeriesVerdict(one.Labels, known.Detector.Observe(atMs, one.Values[i])));
                }
            }

            _detectors[one.Labels] = known;
        }

        var present = series.Select(static one => one.Labels).ToHashSet();
        foreach (var (labels, absent) in _detectors.Where(entry => !present.Contains(entry.Key)))
        {
            for (var i = 0; i < grid.Points; i++)
            {
                AskForMissing(labels, absent.Detector, grid.StartMs + (i * grid.StepMs), verdicts);
            }
        }

        foreach (var gone in _detectors.Where(entry => entry.Value.SeenMs < grid.EndMs - ForgetMs).Select(static entry => entry.Key).ToList())
        {
            _detectors.Remove(gone);
        }

        return verdicts;
    }

    private static void AskForMissing(LabelSet labels, SeriesDetector detector, long atMs, List<SeriesVerdict> verdicts)
    {
        if (detector.Overdue(atMs) is { } missing)
        {
            verdicts.Add(new SeriesVerdict(labels, missing));
        }
    }
}
