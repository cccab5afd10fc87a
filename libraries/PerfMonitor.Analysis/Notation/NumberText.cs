using System.Globalization;

namespace PerfMonitor.Analysis.Notation;

/// <summary>Numbers as people read them.</summary>
internal static class NumberText
{
    /// <summary>Four significant digits: <c>0.01235</c>, <c>7.5</c>, <c>1.235E+09</c>.</summary>
    public static string Of(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>
    /// All of a number as it was measured: from 1 on with what is before the point and up to four digits behind it, so that two that
    /// differ look different, below with four significant digits: <c>1000000012.5</c>, <c>4.32E-06</c>.
    /// </summary>
    public static string Full(double value) => Math.Abs(value) >= 1 ? value.ToString("0.####", CultureInfo.InvariantCulture) : Of(value);
}
