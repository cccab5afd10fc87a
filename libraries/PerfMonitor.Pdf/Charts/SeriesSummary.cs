namespace PerfMonitor.Pdf.Charts;

/// <summary>The figures a legend gives for a series, from all of its points.</summary>
internal sealed record SeriesSummary(double Minimum, double Mean, double Maximum)
{
    /// <returns>Null for a series without any value.</returns>
    public static SeriesSummary? Of(ChartSeries series)
    {
        var values = series.WithValue.Select(p => p.Value).ToArray();
        return values.Length == 0 ? null : new SeriesSummary(values.Min(), values.Average(), values.Max());
    }

    public string Describe(ValueUnit unit) =>
        $"min {unit.Format(Minimum)}   avg {unit.Format(Mean)}   max {unit.Format(Maximum)}";
}
