using System.Globalization;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Watches one series: feed it each sample once, in order, and it says whether the sample is an anomaly, what was expected and
/// why. See docs/algorithms/detection.md.
/// </summary>
/// <remarks>
/// <para>
/// Learning starts anew at every multiple of <see cref="DetectionSettings.Memory"/> since the epoch, and what has begun to learn
/// answers once it has seen one whole such span. A verdict depends therefore on nothing before <see cref="ReplayFrom"/>: feeding
/// the samples from there on to a new detector gives, from then on, the verdicts of one that never stopped.
/// </para>
/// <para>Bounded: two generations of about 50 KB each, whatever the number of samples. Not safe for use by two threads at once.</para>
/// </remarks>
public sealed class SeriesDetector
{
    /// <summary>Larger values are ignored: their squares do not fit single precision.</summary>
    public const double LargestMagnitude = 1e15;

    private readonly DetectionSettings _settings;
    private readonly long _memoryMs;
    private readonly UsualGap _gaps;
    private Generation? _serving, _learning;
    private long _epoch = long.MinValue;
    private long _latestMs = long.MinValue;
    private double _latest;
    private Assessment _assessed;
    private long _missedSinceMs = long.MinValue;

    /// <param name="settings">What is set for the series.</param>
    /// <exception cref="ArgumentOutOfRangeException">The memory is shorter than an hour.</exception>
    /// <exception cref="ArgumentException">No value lies between minimum and maximum.</exception>
    public SeriesDetector(DetectionSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Memory, TimeSpan.FromHours(1));
        if (settings.Minimum > settings.Maximum || double.IsNaN(settings.Minimum ?? 0) || double.IsNaN(settings.Maximum ?? 0))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"no value lies between the minimum {settings.Minimum} and the maximum {settings.Maximum}"), nameof(settings));
        }

        _settings = settings;
        _gaps = new UsualGap(settings.Constants);
        _memoryMs = (long)settings.Memory.TotalMilliseconds;
    }

    /// <summary>Samples judged or learnt from by the generation that answers.</summary>
    public long Count => _serving?.Count ?? 0;

    /// <summary>The seasons found, in milliseconds, longest first.</summary>
    public IReadOnlyList<long> PeriodsMs => _serving?.PeriodsMs ?? [];

    /// <summary>The recurrent network of the generation that answers, for its parameters and its error; null before the first sample.</summary>
    public EchoStateDetector? EchoState => _serving?.EchoState;

    /// <summary>The first moment whose samples matter for a verdict at a time: the start of the generation that answers then.</summary>
    /// <param name="timestampMs">The time of the verdict, in milliseconds since the epoch.</param>
    /// <param name="settings">The settings of the series.</param>
    public static long ReplayFrom(long timestampMs, DetectionSettings settings)
    {
        long memory = (long)settings.Memory.TotalMilliseconds;
        return (EpochOf(timestampMs, memory) - 1) * memory;
    }

    /// <summary>Judges a sample by what came before it, and takes it in.</summary>
    /// <param name="timestampMs">Milliseconds since the Unix epoch, UTC.</param>
    /// <param name="value">The value; NaN, infinities and stale markers are ignored with their reason.</param>
    public Verdict Observe(long timestampMs, double value)
    {
        if (WhyIgnored(timestampMs, value) is { } reason) return Unjudged(VerdictState.Ignored, timestampMs, value, reason);

        (_latestMs, _latest) = (timestampMs, value);
        _gaps.Observe(timestampMs);
        Turn(timestampMs, value);
        _learning?.Observe(timestampMs, value);
        var assessment = _assessed = _serving!.Observe(timestampMs, value);
        if (OutOfRange(value) is { } breach) return Certain(timestampMs, value, 1, assessment, new Vote(DetectorKind.OutOfRange, SurpriseTail.Largest, breach));
        return assessment.Count <= _settings.Constants.FirstSamples
            ? Unjudged(VerdictState.Learning, timestampMs, value, NotEnough(assessment.Count))
            : Judged(timestampMs, value, assessment);
    }

    /// <summary>
    /// Whether samples stay away for longer than is usual for the series; null while they do not, or while too little is known.
    /// </summary>
    /// <param name="nowMs">The time of asking, in milliseconds since the epoch.</param>
    public Vote? Missing(long nowMs) => _gaps.Overdue(nowMs);

    /// <summary>
    /// The verdict on samples that stay away, once for each time they do: a warning, as it is certain that they are overdue but
    /// not that anybody minds. Value, expected value and band are those of the latest sample. Null while none is overdue, after it
    /// has been said, and while the series is still being learnt.
    /// </summary>
    /// <param name="nowMs">The time of asking, in milliseconds since the epoch.</param>
    public Verdict? Overdue(long nowMs)
    {
        if (_assessed.Count <= _settings.Constants.FirstSamples || _missedSinceMs == _latestMs || Missing(nowMs) is not { } missing) return null;
        _missedSinceMs = _latestMs;
        return Certain(nowMs, _latest, AnomalyLevels.Warning, _assessed, missing);
    }

    private string? WhyIgnored(long timestampMs, double value)
    {
        if (timestampMs == _latestMs) return "a sample of this time has been seen already";
        if (timestampMs < _latestMs) return "older than the latest sample";
        if (!double.IsFinite(value)) return string.Create(CultureInfo.InvariantCulture, $"not a finite number: {value}");
        if (Math.Abs(value) > LargestMagnitude) return string.Create(CultureInfo.InvariantCulture, $"beyond ±{LargestMagnitude}: {value}");
        return null;
    }

    /// <summary>Begins a generation where a new span of memory begins; the one that has learnt for a whole span answers.</summary>
    private void Turn(long timestampMs, double value)
    {
        long epoch = EpochOf(timestampMs, _memoryMs);
        if (epoch == _epoch) return;
        _serving = epoch == _epoch + 1 ? _learning ?? _serving : null;
        _learning = new Generation(timestampMs, value, _settings.Constants);
        if (_serving is null) (_serving, _learning) = (_learning, null);
        _epoch = epoch;
    }

    private static long EpochOf(long timestampMs, long memoryMs) => (long)Math.Floor(timestampMs / (double)memoryMs);

    private string? OutOfRange(double value)
    {
        if (_settings.Minimum is { } least && value < least) return $"{NumberText.Full(value)} is below the least allowed value of {NumberText.Full(least)}";
        if (_settings.Maximum is { } largest && value > largest) return $"{NumberText.Full(value)} is above the largest allowed value of {NumberText.Full(largest)}";
        return null;
    }

    private string NotEnough(long count) =>
        string.Create(CultureInfo.InvariantCulture, $"not enough data: {count} of {_settings.Constants.FirstSamples} needed");

    private static Verdict Unjudged(VerdictState state, long timestampMs, double value, string reason) => new()
    {
        State = state,
        TimestampMs = timestampMs,
        Value = value,
        Expected = double.NaN,
        Lower = double.NaN,
        Upper = double.NaN,
        Votes = [],
        Reason = reason,
    };

    /// <summary>What one detector alone decides.</summary>
    private static Verdict Certain(long timestampMs, double value, double probability, Assessment assessment, Vote vote) => new()
    {
        State = VerdictState.Judged,
        TimestampMs = timestampMs,
        Value = value,
        Probability = probability,
        IsNews = true,
        Expected = assessment.Expected,
        Lower = assessment.Expected - assessment.Band,
        Upper = assessment.Expected + assessment.Band,
        Votes = [vote],
        Reason = vote.Reason,
    };

    private Verdict Judged(long timestampMs, double value, Assessment assessment)
    {
        IReadOnlyList<Vote> votes = AnomalyLevels.Of(assessment.Probability) == AnomalyLevel.None ? [] : _serving!.Votes();
        return new Verdict
        {
            State = VerdictState.Judged,
            TimestampMs = timestampMs,
            Value = value,
            Probability = assessment.Probability,
            IsNews = assessment.IsNews,
            Expected = assessment.Expected,
            Lower = assessment.Expected - assessment.Band,
            Upper = assessment.Expected + assessment.Band,
            Votes = votes,
            Reason = votes.Count == 0 ? "" : Sentence(value, assessment, votes),
        };
    }

    private static string Sentence(double value, Assessment assessment, IReadOnlyList<Vote> votes) =>
        $"{NumberText.Full(value)} where about {NumberText.Full(assessment.Expected)} was expected: {string.Join("; ", votes.Take(3).Select(static vote => vote.Reason))}";
}
