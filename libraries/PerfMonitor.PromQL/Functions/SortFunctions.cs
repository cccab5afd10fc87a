using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Functions;

/// <summary>The order of an instant query's answer. Range queries are ordered by labels whatever is said here.</summary>
internal static class SortFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["sort"] = call => Sort(call, (a, b) => CompareValues(a.Values[0], b.Values[0], descending: false));
        bodies["sort_desc"] = call => Sort(call, (a, b) => CompareValues(a.Values[0], b.Values[0], descending: true));
        bodies["sort_by_label"] = call => SortByLabels(call, 1);
        bodies["sort_by_label_desc"] = call => SortByLabels(call, -1);
    }

    /// <summary>Ascending or descending, NaN last either way.</summary>
    public static int CompareValues(double a, double b, bool descending)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return double.IsNaN(a).CompareTo(double.IsNaN(b));
        return descending ? b.CompareTo(a) : a.CompareTo(b);
    }

    private static VectorSteps Sort(CallContext call, Comparison<Row> comparison)
    {
        var rows = call.Vector(0).Rows;
        if (call.Grid.Count > 1) return new VectorSteps(rows);
        var present = rows.Where(row => !Absent.Is(row.Values[0]));
        return new VectorSteps([.. present.Order(Comparer<Row>.Create(comparison))]);
    }

    private static VectorSteps SortByLabels(CallContext call, int sign)
    {
        string[] labels = [.. Enumerable.Range(1, call.Count - 1).Select(call.Text)];
        return Sort(call, (a, b) => sign * CompareLabels(a.Labels, b.Labels, labels));
    }

    private static int CompareLabels(LabelSet a, LabelSet b, string[] labels)
    {
        foreach (string label in labels)
        {
            int order = NaturalOrder.Compare(a[label] ?? "", b[label] ?? "");
            if (order != 0) return order;
        }

        return LabelSetOrder.Compare(a, b);
    }
}
