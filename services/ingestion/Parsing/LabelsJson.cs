using System.Text.Json;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Decodes the identity of a sample from the JSON tokens of its metric name and its labels.</summary>
internal static class LabelsJson
{
    /// <summary>Decodes; null and the refusal where the tokens name no series.</summary>
    /// <param name="metric">A string token.</param>
    /// <param name="labels">An object token, or nothing.</param>
    /// <param name="refusal">Why not.</param>
    public static LabelSet? Decode(ReadOnlySpan<byte> metric, ReadOnlySpan<byte> labels, out Refusal refusal)
    {
        refusal = default;
        var pairs = new List<Label>();
        try
        {
            var reader = new Utf8JsonReader(metric);
            reader.Read();
            pairs.Add(new Label(LabelSet.MetricName, reader.GetString()!));
            return labels.Length == 0 || TryLabels(labels, pairs, out refusal) ? LabelSet.Create(pairs) : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair in an escape, such as "\ud800": legal JSON that is no text.
            refusal = new Refusal(RefusalReason.BadLabelValue, "a name or label value is not valid Unicode");
            return null;
        }
    }

    private static bool TryLabels(ReadOnlySpan<byte> labels, List<Label> pairs, out Refusal refusal)
    {
        refusal = default;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(labels);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                refusal = new Refusal(RefusalReason.BadLabelValue, $"the value of label '{name}' is not a string");
                return false;
            }

            if (name == LabelSet.MetricName)
            {
                refusal = new Refusal(RefusalReason.BadLabelName, "the metric name goes into \"metric\", not into the labels");
                return false;
            }

            if (!names.Add(name))
            {
                refusal = new Refusal(RefusalReason.BadLabelName, $"the label '{name}' is given twice");
                return false;
            }

            pairs.Add(new Label(name, reader.GetString()!));
        }

        return true;
    }
}
