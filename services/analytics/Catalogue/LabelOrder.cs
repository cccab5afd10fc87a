using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>The order of Prometheus' answers: label by label, by name and then value.</summary>
internal static class LabelOrder
{
    /// <summary>Sorts series, of a million in a second or two.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public static void Sort(List<CatalogueEntry> entries, CancellationToken cancellationToken)
    {
        try
        {
            entries.Sort((a, b) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return Compare(a.Labels, b.Labels);
            });
        }
        catch (InvalidOperationException thrown) when (thrown.InnerException is OperationCanceledException)
        {
            // Sorting wraps whatever a comparison throws.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

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
