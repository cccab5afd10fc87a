using System.Globalization;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Level, seasons and remainder, kept up online: the seasons are searched for in the series itself, on the grid of its samples
/// for short ones and on an hourly grid for long ones. The deviation is the mean remainder of the last samples, each in units
/// of what remainders are at this time of day.
/// See docs/algorithms/seasonal-decomposition.md.
/// </summary>
public sealed class SeasonalDecompositionDetector : IDetector
{
    /// <summary>Samples the remainder is averaged over.</summary>
    public const int Smoothing = 6;

    /// <summary>Seasons followed at once: one short, and two long such as day and week.</summary>
    public const int MostSeasons = 3;

    private const int FinePlaces = 512;
    private const int CoarsePlaces = 672;
    private const long HourMs = 3_600_000;

    // Without a season the level follows at this pace, in samples.
    private const int LevelWindow = 288;

    // One wild sample must not pull level and seasons along: beyond this many deviations of what it is, a remainder teaches no more.
    private const double MostLearnt = 3;

    // Remainders seen before there is a deviation to speak of; nor is there one while all of them were 0.
    private const int FewestRemainders = 30;

    // A mean absolute remainder of a normal distribution is this many standard deviations.
    private const double ToDeviation = 1.2533;

    private readonly DetectorConstants _constants;
    private readonly MovingMean _remainder = new(Smoothing);
    private readonly DailySpread _spread;
    private readonly List<Season> _seasons = new(MostSeasons);
    private SeasonWatch? _fine, _coarse;
    private long _count;
    private DecayingMoments _seasonalError = new(LevelWindow), _plainError = new(LevelWindow), _learnt = new(LevelWindow);
    private double _level, _plain, _mean;

    /// <summary>One that knows nothing of its series yet.</summary>
    public SeasonalDecompositionDetector()
        : this(DetectorConstants.Default)
    {
    }

    internal SeasonalDecompositionDetector(DetectorConstants constants) => (_constants, _spread) = (constants, new DailySpread(constants.SeasonGain));

    /// <inheritdoc/>
    public DetectorKind Kind => DetectorKind.SeasonalDecomposition;

    /// <summary>What the latest point was expected to be; NaN before the first.</summary>
    public double Expected { get; private set; } = double.NaN;

    /// <summary>The seasons in force, in milliseconds, longest first.</summary>
    public IReadOnlyList<long> PeriodsMs => [.. _seasons.Select(static season => season.PeriodMs).OrderDescending()];

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        if (_count == 0) _level = _plain = point.Value;
        double seasonal = _level + Seasonal(point.TimestampMs);
        Expected = _seasonalError.Mean < _plainError.Mean ? seasonal : _plain;
        double remainder = point.Value - Expected;
        Learn(point, point.Value - seasonal);
        if (point.StepMs > 0 && _seasons.Count < MostSeasons) Search(point);
        _mean = _remainder.Add(_spread.Standardize(point, remainder, _plainError.Mean));
        return _count++ < Smoothing ? double.NaN : Math.Abs(_mean);
    }

    /// <inheritdoc/>
    public string Describe(double origin) => string.Create(CultureInfo.InvariantCulture,
        $"{Math.Abs(_mean):0.#} times as far {(_mean < 0 ? "below" : "above")} {(_seasons.Count == 0 ? "its level" : "its season")} over the last {Smoothing} samples as is usual at this time of day");

    private double Seasonal(long timestampMs)
    {
        double sum = 0;
        foreach (var season in _seasons) sum += season.At(timestampMs);
        return sum;
    }

    private void Learn(in SeriesPoint point, double seen)
    {
        double most = _learnt.Count < FewestRemainders || _learnt.Mean == 0 ? double.PositiveInfinity : MostLearnt * ToDeviation * _learnt.Mean;
        double remainder = Math.Clamp(seen, -most, most);
        _learnt.Add(Math.Abs(remainder));
        double window = LevelWindow;
        if (point.StepMs > 0)
        {
            foreach (var season in _seasons) window = Math.Max(window, season.PeriodMs / (double)point.StepMs);
        }

        _level += Math.Max(2 / (1 + window), 1.0 / (_count + 1)) * remainder;
        foreach (var season in _seasons) season.Learn(point.TimestampMs, remainder + season.At(point.TimestampMs));

        double off = point.Value - _plain;
        _plain += Math.Max(2.0 / (1 + LevelWindow), 1.0 / (_count + 1)) * off;
        _seasonalError.Add(Math.Abs(seen));
        _plainError.Add(Math.Abs(off));
    }

    private void Search(in SeriesPoint point)
    {
        _fine ??= new SeasonWatch(point.StepMs, FinePlaces, _constants);
        foreach (long periodMs in _fine.Observe(point.TimestampMs, point.Value)) Adopt(periodMs, point.StepMs);
        if (point.StepMs > HourMs) return;
        _coarse ??= new SeasonWatch(HourMs, CoarsePlaces, _constants);
        foreach (long periodMs in _coarse.Observe(point.TimestampMs, point.Value)) Adopt(periodMs, point.StepMs);
    }

    /// <summary>Follows a season that was found, unless one about as long is followed already or there is no room.</summary>
    private void Adopt(long periodMs, long stepMs)
    {
        if (_seasons.Count == MostSeasons) return;
        foreach (var season in _seasons)
        {
            if (Math.Abs(season.PeriodMs - periodMs) <= season.PeriodMs / 8) return;
        }

        _seasons.Add(new Season(periodMs, stepMs, _constants.SeasonGain));
    }
}
