using System.Globalization;

namespace PerfMonitor.Analysis.Notation;

/// <summary>Numbers as people read them.</summary>
internal static class NumberText
{
    /// <summary>Four significant digits: <c>0.01235</c>, <c>7.5</c>, <c>1.235E+09</c>.</summary>
    public static string Of(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
