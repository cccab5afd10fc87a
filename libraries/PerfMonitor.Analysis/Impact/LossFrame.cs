using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Impact;

/// <summary>Which steps are history, which are the incident, and how series usually go in them.</summary>
internal sealed class LossFrame
{
    /// <summary>Fewest values before the incident.</summary>
    public const int LeastHistory = 100;

    /// <summary>The history has at least so many times the incident's steps: its noise is drawn from runs as long.</summary>
    public const int LeastIncidents = 4;

    private const int LeastShown = 12;

    private readonly RegularSeries _kpi;

    private LossFrame(RegularSeries kpi, int[] history, int[] incident, IReadOnlyList<int> seasons)
    {
        (_kpi, History, Incident, Seasons) = (kpi, history, incident, seasons);
        Measured = [.. incident.Where(step => double.IsFinite(kpi.Values[step]))];
    }

    /// <summary>Steps before the incident, outside others, at which the KPI was measured; ascending.</summary>
    public int[] History { get; }

    /// <summary>Steps of the incident.</summary>
    public int[] Incident { get; }

    /// <summary>Those of them at which the KPI was measured.</summary>
    public int[] Measured { get; }

    /// <summary>Seasons that are used, steps of each.</summary>
    public IReadOnlyList<int> Seasons { get; }

    /// <summary>The incident with as much before it, 12 steps at least, so that people see how well what was expected fits.</summary>
    public IEnumerable<int> Shown
    {
        get
        {
            var from = Math.Max(0, Incident[0] - Math.Max(LeastShown, Incident.Length));
            return Enumerable.Range(from, Incident[^1] - from + 1);
        }
    }

    /// <summary>Divides the grid of a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="seasons">Finds the seasons in the values before the incident; the others are gaps.</param>
    public static LossFrame Of(LossQuestion question, Func<double[], IReadOnlyList<int>> seasons)
    {
        var kpi = question.Kpi;
        int[] incident = [.. Enumerable.Range(0, kpi.Values.Count).Where(step => question.Incident.Holds(kpi.TimeMs(step)))];
        int[] history = [.. Enumerable.Range(0, kpi.Values.Count).Where(step => kpi.TimeMs(step) <= question.Incident.FromMs && double.IsFinite(kpi.Values[step]) && !question.Excluded.Any(other => other.Holds(kpi.TimeMs(step))))];
        var before = new double[history.Length == 0 ? 0 : history[^1] + 1];
        before.AsSpan().Fill(double.NaN);
        foreach (var step in history)
        {
            before[step] = kpi.Values[step];
        }

        return new LossFrame(kpi, history, incident, history.Length < LeastHistory ? [] : seasons(before));
    }

    /// <summary>The usual course fitted to some steps of the history.</summary>
    public UsualCourse CourseOver(int[] rows) => new(_kpi.Values.Count, rows, Seasons);

    /// <summary>A series less its usual course, on the grid, and why it cannot be used, if so.</summary>
    public (double[] Values, string? Refusal) Beyond(Explanatory series)
    {
        int[] known = [.. History.Where(step => double.IsFinite(series.Values[step]))];
        if (ExplainedLoss.Refusal(known.Length, History.Length, spread: 1, size: 0) is { } scarce)
        {
            return ([], scarce);
        }

        var course = CourseOver(known).Of(series.Values);
        double[] beyond = [.. series.Values.Select((value, step) => double.IsFinite(value) ? value - course[step] : double.NaN)];
        return (beyond, ExplainedLoss.Refusal(known.Length, History.Length, Math.Sqrt(known.Average(step => beyond[step] * beyond[step])), known.Max(step => Math.Abs(series.Values[step]))));
    }
}
