using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>The order of series in an answer: label by label, names and values by their code units.</summary>
internal static class LabelSetOrder
{
    public static int Compare(LabelSet a, LabelSet b)
    {
        for (int i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            int order = string.CompareOrdinal(a[i].Name, b[i].Name);
            if (order == 0) order = string.CompareOrdinal(a[i].Value, b[i].Value);
            if (order != 0) return order;
        }

        return a.Count.CompareTo(b.Count);
    }
}
