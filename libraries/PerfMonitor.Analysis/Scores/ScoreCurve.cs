using System.Globalization;

namespace PerfMonitor.Analysis.Scores;

/// <summary>Turns a measured value into a score: 100 at the good end and beyond, 0 at the bad end and beyond, straight in between.</summary>
/// <param name="Good">From here on nothing more is to be wished for.</param>
/// <param name="Bad">From here on it cannot be worse. Lies below <paramref name="Good"/> where higher values are better.</param>
public readonly record struct ScoreCurve(double Good, double Bad)
{
    /// <summary>The curve of a ratio in words: <c>100 at 99.9 %, 0 at 99 %</c>.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"100 at {100 * Good:0.##} %, 0 at {100 * Bad:0.##} %");

    /// <summary>The score, 0 to 100; null for a value that is not a number.</summary>
    public double? At(double value) => double.IsNaN(value) ? null : 100 * Math.Clamp((Bad - value) / (Bad - Good), 0, 1);
}
