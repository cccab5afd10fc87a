using System.Numerics;
using System.Runtime.InteropServices;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Distance of a value to the nearest value of the last seven days at this time of day, give or take two places; the mean
/// over the last samples counts. People and cron jobs live by the day, so it is always tried. See docs/algorithms/time-of-day.md.
/// </summary>
public sealed class TimeOfDayDetector : IDetector
{
    /// <summary>Samples the distance is averaged over: one that lies between two known values is no news yet.</summary>
    public const int Smoothing = 3;

    /// <summary>Days looked back at.</summary>
    public const int Days = 7;

    /// <summary>Places a day is divided into at most: five minutes each.</summary>
    public const int LargestPlaces = 288;

    /// <summary>How many places earlier or later count as the same time.</summary>
    public const int Tolerance = 2;

    private const long DayMs = 86_400_000;

    // A series with fewer samples a day has no time of day.
    private const int FewestPlaces = 12;

    private const int Known = Days * (2 * Tolerance + 1);

    // Stands for a place without samples: so far away that it is never the nearest.
    private const float Nowhere = float.PositiveInfinity;

    private readonly MovingMean _recent = new(Smoothing);

    // What was at this time of the last days; it stays while samples fall into one place. Whole vectors of the widest kind.
    private readonly float[] _known = new float[(Known + 15) / 16 * 16];
    private GridHistory? _days;
    private int _places;
    private double _distance;

    /// <inheritdoc/>
    public DetectorKind Kind => DetectorKind.TimeOfDay;

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        if (point.StepMs <= 0 || DayMs / point.StepMs < FewestPlaces) return double.NaN;
        if (_days is null)
        {
            _places = (int)Math.Min(LargestPlaces, DayMs / point.StepMs);
            _days = new GridHistory(DayMs / _places, Days * _places + Tolerance + 1);
            Array.Fill(_known, Nowhere);
        }

        if (_days.Add(point.TimestampMs, point.Value)) LookBack(_days);
        float nearest = Nearest((float)point.Value);
        return float.IsInfinity(nearest) ? double.NaN : _distance = _recent.Add(nearest);
    }

    /// <inheritdoc/>
    public string Describe(double origin) =>
        $"no day of the last {Days} came nearer than {NumberText.Full(_distance)} at this time of day";

    private void LookBack(GridHistory days)
    {
        int at = 0;
        for (int day = 1; day <= Days; day++)
        {
            for (int offset = -Tolerance; offset <= Tolerance; offset++)
            {
                float mean = days.Before(day * _places + offset);
                _known[at++] = float.IsNaN(mean) ? Nowhere : mean;
            }
        }
    }

    private float Nearest(float value)
    {
        var least = new Vector<float>(Nowhere);
        foreach (var known in MemoryMarshal.Cast<float, Vector<float>>(_known))
        {
            least = Vector.Min(least, Vector.Abs(known - new Vector<float>(value)));
        }

        float nearest = Nowhere;
        for (int lane = 0; lane < Vector<float>.Count; lane++) nearest = Math.Min(nearest, least[lane]);
        return nearest;
    }
}
