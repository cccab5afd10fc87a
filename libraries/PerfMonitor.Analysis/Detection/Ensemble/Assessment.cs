namespace PerfMonitor.Analysis.Detection;

/// <summary>What a generation makes of a point.</summary>
internal readonly record struct Assessment
{
    /// <summary>Values beyond the band come about once in a thousand samples.</summary>
    public const double BandSurprise = 3;

    /// <summary>Samples the generation has taken in.</summary>
    public long Count { get; init; }

    public double Probability { get; init; }

    public bool IsNews { get; init; }

    public double Expected { get; init; }

    /// <summary>How far from the expected value the band reaches.</summary>
    public double Band { get; init; }
}
