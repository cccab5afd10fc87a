using System.Globalization;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// How far apart the samples of a series usually are, and whether the next is overdue. See docs/algorithms/missing-data.md.
/// </summary>
/// <param name="constants">How late is overdue.</param>
internal sealed class UsualGap(DetectorConstants constants)
{
    /// <summary>Gaps seen before there is an answer.</summary>
    public const int Needed = 16;

    private const int Window = 256;

    // One outage must not make the next one usual.
    private const double LargestCounted = 5;

    private DecayingMoments _gaps = new(Window);
    private long _latestMs = long.MinValue;

    public void Observe(long timestampMs)
    {
        if (_latestMs != long.MinValue)
        {
            double gap = timestampMs - _latestMs;
            _gaps.Add(_gaps.Count < Needed ? gap : Math.Min(gap, LargestCounted * _gaps.Mean));
        }

        _latestMs = timestampMs;
    }

    public Vote? Overdue(long nowMs)
    {
        if (_gaps.Count < Needed) return null;
        double away = nowMs - _latestMs;
        if (away <= Math.Max(constants.UsualGaps * _gaps.Mean, _gaps.Mean + constants.GapDeviations * _gaps.Deviation)) return null;
        return new Vote(
            DetectorKind.MissingData,
            SurpriseTail.Largest,
            string.Create(CultureInfo.InvariantCulture, $"no sample for {Words(away)}; usually there is one every {Words(_gaps.Mean)}"));
    }

    private static string Words(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds) switch
    {
        { TotalSeconds: < 100 } span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s"),
        { TotalMinutes: < 100 } span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} min"),
        { TotalHours: < 48 } span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
        var span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} days"),
    };
}
