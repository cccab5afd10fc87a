namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// The ensemble from one start of learning on. Within a group the largest surprise counts; the groups' surprises are added as
/// the sides of a right angle, so that many that are a little surprised do not outvote one that is sure.
/// </summary>
internal sealed class Generation
{
    /// <summary>Samples before the ensemble answers.</summary>
    public const int Needed = SurpriseTail.Needed;

    private static readonly int Groups = Enum.GetValues<DetectorGroup>().Length;

    private readonly SeasonalDecompositionDetector _decomposition = new();
    private readonly EchoStateDetector _echoState = new();
    private readonly SurpriseTail _remainders = new();
    private readonly EpisodeMemory _episodes = new();
    private readonly SamplingStep _step = new();
    private readonly Voter[] _voters;
    private readonly double _origin;
    private readonly long _beganMs;

    /// <param name="beganMs">The time of the first sample.</param>
    /// <param name="origin">The first value, see <see cref="SeriesPoint.Value"/>.</param>
    public Generation(long beganMs, double origin)
    {
        (_beganMs, _origin) = (beganMs, origin);
        _voters =
        [
            new Voter(new ZScoreDetector(), DetectorGroup.Value),
            new Voter(new PercentileDetector(high: true), DetectorGroup.Value),
            new Voter(new PercentileDetector(high: false), DetectorGroup.Value),
            new Voter(new EwmaDetector(high: true), DetectorGroup.Level),
            new Voter(new EwmaDetector(high: false), DetectorGroup.Level),
            new Voter(new CusumDetector(), DetectorGroup.Level),
            new Voter(new VolatilityDetector(), DetectorGroup.Spread),
            new Voter(_decomposition, DetectorGroup.Season),
            new Voter(new TimeOfDayDetector(), DetectorGroup.Season),
            new Voter(new PatternDetector(), DetectorGroup.Pattern),
            new Voter(new RegimeDetector(), DetectorGroup.Regime),
            new Voter(_echoState, DetectorGroup.Prediction),
            new Voter(new FlatLineDetector(), DetectorGroup.Movement, givesSurprise: true),
        ];
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
        if (Count <= Needed) return new Assessment { Count = Count, Expected = double.NaN, Band = double.NaN };

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
