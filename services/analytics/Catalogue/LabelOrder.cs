using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>The order of Prometheus' answers: label by label, by name and then value.</summary>
internal static class LabelOrder
{
    public static int Compare(LabelSet a, LabelSet b)
    {
        for (var i = 0; i < a.Count && i < b.Count; i++)
        {
            var order = string.CompareOrdinal(a[i].Name, b[i].Name);
            order = order != 0 ? order : string.CompareOrdinal(a[i].Value, b[i].Value);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Count.CompareTo(b.Count);
    }
}
