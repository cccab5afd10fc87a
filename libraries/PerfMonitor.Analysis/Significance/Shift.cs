namespace PerfMonitor.Analysis.Significance;

/// <summary>What a test says of two sets of samples.</summary>
public enum ShiftVerdict
{
    /// <summary>There are too few samples to say anything.</summary>
    NotEnoughData,

    /// <summary>The samples do not tell the two apart; they may differ by less than the samples can show.</summary>
    NotShown,

    /// <summary>The later values are higher.</summary>
    Higher,

    /// <summary>The later values are lower.</summary>
    Lower,
}

/// <summary>Whether values have shifted between two times, and how sure that is.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="PValue">How often chance alone would shift values this far, 0 to 1; null where there are too few samples.</param>
/// <param name="Superiority">How often a later value is higher than an earlier one (equal ones count half), 0 to 1; 0.5 is no shift. Null where there are too few samples.</param>
/// <param name="SamplesBefore">Samples of the earlier time.</param>
/// <param name="SamplesAfter">Samples of the later time.</param>
/// <param name="EffectiveBefore">What those of the earlier time are worth as independent samples.</param>
/// <param name="EffectiveAfter">What those of the later time are worth.</param>
/// <param name="Test">The test by name.</param>
/// <param name="Reason">The answer in words.</param>
public sealed record Shift(
    ShiftVerdict Verdict,
    double? PValue,
    double? Superiority,
    int SamplesBefore,
    int SamplesAfter,
    double EffectiveBefore,
    double EffectiveAfter,
    string Test,
    string Reason)
{
    /// <summary>Whether the difference is statistically supported.</summary>
    public bool IsSignificant => Verdict is ShiftVerdict.Higher or ShiftVerdict.Lower;
}
