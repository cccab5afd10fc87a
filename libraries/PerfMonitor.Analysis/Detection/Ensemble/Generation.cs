namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// The ensemble from one start of learning on. Within a group the largest surprise counts; the groups' surprises are added as
/// the sides of a right angle, so that many that are a little surprised do not outvote one that is sure.
/// </summary>
internal sealed class Generation
{
    private static readonly int Groups = Enum.GetValues<DetectorGroup>().Length;

    private readonly SeasonalDecompositionDetector _decomposition;
    private readonly EchoStateDetector _echoState = new();
    private readonly SurpriseTail _remainders;
    private readonly EpisodeMemory _episodes = new();
    private readonly SamplingStep _step = new();
    private readonly Voter[] _voters;
    private readonly double _origin;
    private readonly long _beganMs;
    private readonly int _needed;

    /// <param name="beganMs">The time of the first sample.</param>
    /// <param name="origin">The first value, see <see cref="SeriesPoint.Value"/>.</param>
    /// <param name="constants">What the detectors are built with.</param>
    public Generation(long beganMs, double origin, DetectorConstants constants)
    {
        (_beganMs, _origin, _needed) = (beganMs, origin, constants.FirstSamples);
        _decomposition = new SeasonalDecompositionDetector(constants);
        _remainders = new SurpriseTail(_needed);
        _voters =
        [
            Ranked(new ZScoreDetector(), DetectorGroup.Value),
            Ranked(new PercentileDetector(high: true), DetectorGroup.Value),
            Ranked(new PercentileDetector(high: false), DetectorGroup.Value),
            Ranked(new EwmaDetector(high: true), DetectorGroup.Level),
            Ranked(new EwmaDetector(high: false), DetectorGroup.Level),
            Ranked(new CusumDetector(), DetectorGroup.Level),
            Ranked(new VolatilityDetector(), DetectorGroup.Spread),
            Ranked(_decomposition, DetectorGroup.Season),
            Ranked(new TimeOfDayDetector(), DetectorGroup.Season),
            Ranked(new PatternDetector(), DetectorGroup.Pattern),
            Ranked(new RegimeDetector(), DetectorGroup.Regime),
            Ranked(_echoState, DetectorGroup.Prediction),
            new Voter(new FlatLineDetector(constants), DetectorGroup.Movement, tail: null),
        ];

        Voter Ranked(IDetector detector, DetectorGroup group) => new(detector, group, new SurpriseTail(_needed));
    }

    /// <summary>Samples taken in.</summary>
    public long Count { get; private set; }

    /// <summary>What the recurrent network has learnt.</summary>
    public EchoStateDetector EchoState => _echoState;

    /// <summary>The seasons found.</summary>
    public IReadOnlyList<long> PeriodsMs => _decomposition.PeriodsMs;

    public Assessment Observe(long timestampMs, double value)
    {
        var point = new SeriesPoint(timestampMs, value - _origin, _step.Observe(timestampMs));
        Span<double> surprises = stackalloc double[Groups];
        surprises.Clear();
        foreach (var voter in _voters)
        {
            ref double surprise = ref surprises[(int)voter.Group];
            surprise = Math.Max(surprise, voter.Observe(point));
        }

        double squares = 0;
        foreach (double surprise in surprises) squares += surprise * surprise;
        double remainder = Math.Abs(point.Value - _decomposition.Expected);
        double band = _remainders.DeviationAt(Assessment.BandSurprise);
        _remainders.Observe(remainder);
        Count++;
        if (Count <= _needed) return new Assessment { Count = Count, Expected = double.NaN, Band = double.NaN };

        var (left, isNews) = _episodes.Observe(timestampMs, Math.Sqrt(squares));
        return new Assessment
        {
            Count = Count,
            Probability = ProbabilityScale.Probability(left, timestampMs - _beganMs),
            IsNews = isNews,
            Expected = _decomposition.Expected + _origin,
            Band = band,
        };
    }

    /// <summary>The detectors that were surprised by the latest point, the most surprised first.</summary>
    public IReadOnlyList<Vote> Votes() =>
    [
        .. _voters
            .Where(static voter => voter.Surprise >= Vote.LeastSurprise)
            .OrderByDescending(static voter => voter.Surprise)
            .Select(voter => new Vote(voter.Detector.Kind, voter.Surprise, voter.Detector.Describe(_origin))),
    ];
}
