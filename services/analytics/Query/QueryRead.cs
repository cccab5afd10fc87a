using PerfMonitor.Analytics.History;

namespace PerfMonitor.Analytics.Query;

/// <summary>What one query read: the remarks of the reader, and the columns to give back when the query has ended.</summary>
internal sealed class QueryRead
{
    // Bounded by the query's limit on series.
    private readonly List<SampleColumns> _columns = [];

    public ReadRemarks Remarks { get; } = new();

    public SampleColumns NewColumns()
    {
        var columns = new SampleColumns();
        _columns.Add(columns);
        return columns;
    }

    /// <summary>Gives the memory of all columns back.</summary>
    public void Release()
    {
        _columns.ForEach(static columns => columns.Release());
        _columns.Clear();
    }
}
