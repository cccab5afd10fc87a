namespace PerfMonitor.PromQL.Aggregations;

/// <summary>Folds the rows of one group into one. Absent values are skipped; a step without any stays absent.</summary>
internal interface IFold
{
    void Add(ReadOnlySpan<double> row);

    void Finish(Span<double> output);
}
