namespace PerfMonitor.Bench.Csv;

/// <summary>Says once for a file how many of its rows could not be read, and what the first of them holds.</summary>
internal sealed class RowProblems(string file)
{
    private int _count;
    private TimedRow _first;

    public void Add(in TimedRow row)
    {
        if (row.Problem is null) return;
        if (_count++ == 0) _first = row;
    }

    public void Tell()
    {
        if (_count > 0) Console.Error.WriteLine($"{file}: {_count} rows without a time or a number have no verdict; the first is line {_first.Line}: {_first.Problem}");
    }
}
