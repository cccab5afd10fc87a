using System.Text.Json;

namespace PerfMonitor.Web.Live.Appraisal;

/// <summary>Writes a judgement into a frame: <c>scores</c> and <c>optimization_impact</c>.</summary>
internal static class JudgementFrame
{
    // The names of the roles in the frame, as S1's clients know them.
    private static readonly (string Role, string Field)[] Gains =
        [("throughput", "throughput_improvement"), ("memory", "memory_efficiency"), ("cpu", "cpu_efficiency"), ("communication", "communication_speed")];

    public static void Write(Utf8JsonWriter json, Judgement? judgement)
    {
        json.WritePropertyName("scores");
        JsonSerializer.Serialize(json, judgement?.Scores, LiveJson.Options);
        json.WriteStartObject("optimization_impact");
        if (judgement?.Impact is { } impact)
            WriteImpact(json, impact);
        else if (judgement?.NoImpact is { } obstacle)
        {
            json.WriteString("reason", obstacle.Reason);
            WriteObstacle(json, obstacle);
        }

        json.WriteEndObject();
    }

    private static void WriteImpact(Utf8JsonWriter json, Impact impact)
    {
        WriteNumber(json, "overall_effectiveness", impact.Overall.Percent);
        foreach (var (role, field) in Gains)
            WriteNumber(json, field, impact.Components.FirstOrDefault(row => row.Role == role)?.ImprovementPercent);
        json.WriteString("reason", impact.Overall.Reason);
        if (impact.Obstacle is { } obstacle)
            WriteObstacle(json, obstacle);
        json.WritePropertyName("baseline");
        JsonSerializer.Serialize(json, impact.Baseline, LiveJson.Options);
        json.WritePropertyName("components");
        JsonSerializer.Serialize(json, impact.Components, LiveJson.Options);
    }

    // What the page words in its own language; the reason is the same in English.
    private static void WriteObstacle(Utf8JsonWriter json, ImpactObstacle obstacle)
    {
        json.WritePropertyName("obstacle");
        JsonSerializer.Serialize(json, obstacle, LiveJson.Options);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
