using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Bench.Detection.Calibration;

/// <summary>Of alerts whose probability lay in a range: what it promised on average, and how many were right, with the 95 % interval of that share (Wilson 1927).</summary>
internal static class ReliabilityTable
{
    private const double Deviations = 1.96;

    private static readonly double[] Edges = [0.1, 0.3, AnomalyLevels.Info, 0.6, 0.7, AnomalyLevels.Warning, 0.9, AnomalyLevels.Critical, 1.01];

    public static void Print(string name, IReadOnlyCollection<Alert> alerts)
    {
        Console.WriteLine($"{name,-46} {"from",5} {"alerts",6} {"promised",9} {"right",8} {"95 %",15}");
        foreach (var (from, to) in Edges.Zip(Edges.Skip(1))) Line("", from, [.. alerts.Where(alert => alert.Probability >= from && alert.Probability < to)]);
        PrintFrom(AnomalyLevels.Warning, "  all from 0.8 on", alerts);
    }

    /// <summary>One line, of all alerts from a probability on.</summary>
    public static void PrintFrom(double least, string name, IEnumerable<Alert> alerts) => Line(name, least, [.. alerts.Where(alert => alert.Probability >= least)]);

    /// <summary>The bounds of the share of which some of all were found.</summary>
    public static (double Lower, double Upper) Interval(int found, int of)
    {
        if (of == 0) return (0, 1);
        double share = found / (double)of, z = Deviations * Deviations / of;
        double middle = share + z / 2, half = Deviations * Math.Sqrt(share * (1 - share) / of + z / (4 * of));
        return ((middle - half) / (1 + z), (middle + half) / (1 + z));
    }

    private static void Line(string name, double from, Alert[] alerts)
    {
        if (alerts.Length == 0) return;
        int right = alerts.Count(static alert => alert.IsRight);
        var (lower, upper) = Interval(right, alerts.Length);
        Console.WriteLine($"{name,-46} {from,5:0.00} {alerts.Length,6} {alerts.Average(static alert => alert.Probability),9:P0} {right / (double)alerts.Length,8:P0} {lower,7:P0}–{upper,5:P0}");
    }
}
