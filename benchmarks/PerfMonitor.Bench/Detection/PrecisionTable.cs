using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Bench.Detection;

/// <summary>
/// How often an alert was right: of the alerts from each confidence threshold on, and of those whose probability lay in each
/// range, which is what a calibrated probability promises.
/// </summary>
internal sealed class PrecisionTable
{
    private static readonly double[] Edges = [AnomalyLevels.Info, 0.6, 0.7, AnomalyLevels.Warning, 0.9, AnomalyLevels.Critical, 1.01];

    private readonly List<(double Probability, bool IsRight)> _alerts = [];

    public void Add(double probability, bool isRight) => _alerts.Add((probability, isRight));

    public void Print()
    {
        Console.WriteLine($"{"confidence",-10} {"alerts",6} {"false",6} {"false",8}   {"up to",6} {"alerts",6} {"right",8}");
        foreach (var (from, to) in Edges.Zip(Edges.Skip(1)))
        {
            bool[] above = Right(from, Edges[^1]), between = Right(from, to);
            Console.WriteLine(
                $"{from,-10:0.00} {above.Length,6} {above.Count(static right => !right),6} {Share(above, false),8:P1}   {Math.Min(1, to),6:0.00} {between.Length,6} {Share(between, true),8:P1}");
        }
    }

    private bool[] Right(double from, double to) =>
        [.. _alerts.Where(alert => alert.Probability >= from && alert.Probability < to).Select(static alert => alert.IsRight)];

    private static double Share(bool[] alerts, bool right) => alerts.Length == 0 ? double.NaN : alerts.Count(alert => alert == right) / (double)alerts.Length;
}
