namespace PerfMonitor.Bench.Detection.Robustness;

/// <summary>
/// The rule of the Numenta Anomaly Benchmark (v1.1, standard profile) over any set of series: an alert in a window is worth the
/// more the earlier it comes, the best of a window counts, each false one costs, and one threshold holds for all series.
/// 100 is perfect, 0 is to say nothing.
/// </summary>
/// <remarks>Lavin and Ahmad, "Evaluating real-time anomaly detection algorithms – the Numenta Anomaly Benchmark", 2015.</remarks>
internal sealed class NabScore
{
    private const double FalseAlertWeight = 0.11;

    private const double ProbationShare = 0.15;
    private const double LongestProbation = 750;

    private readonly List<Row> _rows = [];
    private readonly List<(string Category, int Windows)> _series = [];

    /// <summary>A row that counts: its score, and what an alert there is worth.</summary>
    private readonly record struct Row(double Score, int Series, int Window, double Worth);

    /// <summary>What a threshold gives.</summary>
    /// <param name="Gained">Windows' worths and false alerts' costs, on a scale where each window can give 1.</param>
    /// <param name="Threshold">The least score that alerts.</param>
    /// <param name="Found">Windows with an alert.</param>
    /// <param name="Windows">Windows there are.</param>
    /// <param name="FalseAlerts">Alerts outside all windows.</param>
    internal readonly record struct Result(double Gained, double Threshold, int Found, int Windows, int FalseAlerts)
    {
        public double Score => 100 * Gained / Windows;
    }

    /// <summary>The rows at the start of a series that the benchmark does not count.</summary>
    public static int Probation(int rows) => (int)Math.Min(ProbationShare * rows, LongestProbation);

    /// <summary>
    /// Adds a series with the score of each of its samples, 0 where there is no alert. A window that no row that counts falls into,
    /// as a copy may have, is none.
    /// </summary>
    public void Add(WindowedSeries series, double[] scores)
    {
        int windows = 0;
        int probation = Probation(scores.Length);
        int window = 0, lastEnd = -1, lastWidth = 0;
        int i = 0;
        while (i < scores.Length)
        {
            long at = series.Samples[i].TimestampMs;
            if (window < series.Windows.Count && at >= series.Windows[window].FromMs)
            {
                int end = i;
                while (end < scores.Length && series.Samples[end].TimestampMs <= series.Windows[window].ToMs) end++;
                int width = end - i;
                for (int row = i; row < end; row++) Count(row, window, Sigmoid(-(end - row) / (double)width) / Sigmoid(-1));
                if (width > 0) (lastEnd, lastWidth) = (end - 1, width);
                if (end > i && end > probation) windows++;
                window++;
                i = end;
                continue;
            }

            Count(i, -1, lastEnd < 0 ? -1 : Sigmoid((i - lastEnd) / Math.Max(1.0, lastWidth - 1)));
            i++;
        }

        _series.Add((series.Category, windows));

        void Count(int row, int inWindow, double worth)
        {
            if (row >= probation && scores[row] > 0) _rows.Add(new Row(scores[row], _series.Count, inWindow, worth));
        }
    }

    /// <summary>The score at the one threshold that is best for all series.</summary>
    public Result Best() => At(BestThreshold(static _ => true), static _ => true);

    /// <summary>The score when each category has the threshold that is best for the others.</summary>
    public double HeldOut()
    {
        double gained = 0;
        foreach (string category in _series.Select(static series => series.Category).Distinct())
        {
            gained += At(BestThreshold(other => other != category), own => own == category).Gained;
        }

        return 100 * gained / _series.Sum(static series => series.Windows);
    }

    /// <summary>What the series of the categories asked for give at a threshold.</summary>
    public Result At(double threshold, Func<string, bool> isAsked)
    {
        var best = new Dictionary<(int, int), double>();
        double cost = 0;
        int falseAlerts = 0;
        foreach (var row in _rows)
        {
            if (row.Score < threshold || !isAsked(_series[row.Series].Category)) continue;
            if (row.Window < 0)
            {
                cost += FalseAlertWeight * row.Worth;
                falseAlerts++;
            }
            else if (!best.TryGetValue((row.Series, row.Window), out double had) || row.Worth > had)
            {
                best[(row.Series, row.Window)] = row.Worth;
            }
        }

        // A window that is missed is worth −1 and one that is found at best 1; 0 is where all are missed.
        double gained = (best.Values.Sum(static worth => 1 + worth) + cost) / 2;
        return new Result(gained, threshold, best.Count, _series.Where(series => isAsked(series.Category)).Sum(static series => series.Windows), falseAlerts);
    }

    private double BestThreshold(Func<string, bool> isAsked)
    {
        var best = new Dictionary<(int, int), double>();
        double gained = 0, most = 0, at = double.PositiveInfinity;
        Row[] rows = [.. _rows.Where(row => isAsked(_series[row.Series].Category)).OrderByDescending(static row => row.Score)];
        for (int i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            if (row.Window < 0)
            {
                gained += FalseAlertWeight * row.Worth;
            }
            else
            {
                double had = best.GetValueOrDefault((row.Series, row.Window), -1);
                double worth = Math.Max(had, row.Worth);
                best[(row.Series, row.Window)] = worth;
                gained += worth - had;
            }

            bool isLastOfItsScore = i == rows.Length - 1 || rows[i + 1].Score < row.Score;
            if (isLastOfItsScore && gained > most) (most, at) = (gained, row.Score);
        }

        return at;
    }

    private static double Sigmoid(double place) => place > 3 ? -1 : 2 / (1 + Math.Exp(5 * place)) - 1;
}
