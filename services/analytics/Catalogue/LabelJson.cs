using System.Text.Json;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>Labels as the JSON object that PostgreSQL stores: name → value.</summary>
internal static class LabelJson
{
    public static string Write(IEnumerable<Label> labels) => JsonSerializer.Serialize(labels.ToDictionary(static label => label.Name, static label => label.Value));

    public static LabelSet Read(string json) =>
        LabelSet.Create(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.Select(static pair => new Label(pair.Key, pair.Value)));
}
