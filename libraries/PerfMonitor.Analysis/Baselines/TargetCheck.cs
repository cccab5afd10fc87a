using System.Globalization;

namespace PerfMonitor.Analysis.Baselines;

/// <summary>How an improvement stands to the one that was aimed at.</summary>
public enum TargetOutcome
{
    /// <summary>It is not known what was achieved.</summary>
    Unknown,

    /// <summary>As much as was aimed at, or more.</summary>
    Achieved,

    /// <summary>Less than was aimed at.</summary>
    Missed,
}

/// <summary>An improvement that was aimed at beside the one achieved.</summary>
/// <param name="TargetPercent">What was aimed at.</param>
/// <param name="AchievedPercent">What was achieved; null where it is not known.</param>
/// <param name="Outcome">How the two stand to each other.</param>
/// <param name="Words">The same in words.</param>
public sealed record TargetCheck(double TargetPercent, double? AchievedPercent, TargetOutcome Outcome, string Words)
{
    /// <summary>Compares the two.</summary>
    public static TargetCheck Of(double targetPercent, double? achievedPercent)
    {
        if (achievedPercent is not { } achieved)
        {
            return new TargetCheck(targetPercent, null, TargetOutcome.Unknown, $"{Signed(targetPercent)} was aimed at; what was achieved is not known");
        }

        var outcome = achieved >= targetPercent ? TargetOutcome.Achieved : TargetOutcome.Missed;
        var points = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(achieved - targetPercent):0.0} points {(outcome == TargetOutcome.Achieved ? "above" : "below")} the target");
        return new TargetCheck(targetPercent, achieved, outcome, $"{Signed(achieved)} of {Signed(targetPercent)} aimed at, {points}");
    }

    private static string Signed(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:+0.0;-0.0;0.0} %");
}
