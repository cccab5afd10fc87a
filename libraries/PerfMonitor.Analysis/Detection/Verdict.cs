namespace PerfMonitor.Analysis.Detection;

/// <summary>What the ensemble says about one sample.</summary>
public readonly record struct Verdict
{
    /// <summary>Whether the sample was judged.</summary>
    public required VerdictState State { get; init; }

    /// <summary>The sample's time in milliseconds since the Unix epoch, UTC.</summary>
    public required long TimestampMs { get; init; }

    /// <summary>The sample's value.</summary>
    public required double Value { get; init; }

    /// <summary>The probability that a person would call the sample an anomaly, 0 to 1; 0 when it was not judged.</summary>
    public double Probability { get; init; }

    /// <summary>
    /// Whether it tells something new: the first sample of an episode, or one that goes clearly beyond what the episode was so
    /// far. An alert goes out on news; the others belong to the alert that is out.
    /// </summary>
    public bool IsNews { get; init; }

    /// <summary>What level and seasons of the series made of this time; NaN when there is no answer.</summary>
    public double Expected { get; init; }

    /// <summary>Lower edge of the band that all but about one in a thousand samples lie in; NaN when there is no answer.</summary>
    public double Lower { get; init; }

    /// <summary>Upper edge of the band; NaN when there is no answer.</summary>
    public double Upper { get; init; }

    /// <summary>The detectors that found the sample unusual, the most surprised first; only where <see cref="Level"/> is not none.</summary>
    public IReadOnlyList<Vote> Votes { get; init; }

    /// <summary>Why, in one sentence; empty when the sample is ordinary.</summary>
    public string Reason { get; init; }

    /// <summary>How loud an alert about it should be.</summary>
    public AnomalyLevel Level => AnomalyLevels.Of(Probability);
}
