using System.Text;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Notation;

/// <summary>Label sets as messages show them: <c>{__name__="up", job="api"}</c>.</summary>
public static class LabelText
{
    /// <summary>All labels in braces, the metric name among them.</summary>
    public static string Format(LabelSet labels)
    {
        var text = new StringBuilder("{");
        foreach (var label in labels)
        {
            if (text.Length > 1) text.Append(", ");
            text.Append(LabelNames.Quote(label.Name)).Append('=').Append(Quoting.Quote(label.Value));
        }

        return text.Append('}').ToString();
    }
}
