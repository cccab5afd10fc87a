using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Hands out room for rows from shared blocks, so that a vector of many short rows costs few allocations.</summary>
internal sealed class RowAllocator(EvaluationBudget budget)
{
    // Blocks grow from one to the other, so that a query over one series stays small. 64 KB: below the large-object threshold.
    private const int FirstBlockLength = 64;
    private const int MaxBlockLength = 8_000;

    private double[] _block = [];
    private int _used;

    /// <summary>Room for a row; what it holds before it is written is undefined.</summary>
    public RowBuilder Take(int count)
    {
        budget.AddValues(count);
        if (_block.Length - _used < count)
        {
            int length = Math.Clamp(_block.Length * 4, FirstBlockLength, MaxBlockLength);
            _block = GC.AllocateUninitializedArray<double>(Math.Max(length, count));
            _used = 0;
        }

        _used += count;
        return new RowBuilder(_block, _used - count, count);
    }

    /// <summary>Takes back the room of a row that turned out to hold nothing, if it was the last one given.</summary>
    public void GiveBack(RowBuilder row)
    {
        if (ReferenceEquals(row.Data, _block) && row.Offset + row.Count == _used) _used = row.Offset;
    }
}

/// <summary>A row being written.</summary>
internal readonly record struct RowBuilder(double[] Data, int Offset, int Count)
{
    public Span<double> Values => Data.AsSpan(Offset, Count);

    public Row ToRow(LabelSet labels, bool dropsName) => new(labels, Data, Offset, Count, dropsName);
}
