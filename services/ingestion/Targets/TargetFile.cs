using System.Text.Json;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>Reads a file of targets. A target that is wrong is left out, and the error names file, target and field.</summary>
internal static class TargetFile
{
    /// <summary>How targets are written, in the file and over HTTP.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static (List<Target> Targets, List<string> Errors) Parse(string text, string file)
    {
        var errors = new List<string>();
        List<TargetInput> inputs;
        try
        {
            inputs = JsonSerializer.Deserialize<Content>(text, Json)?.Targets ?? [];
        }
        catch (JsonException broken)
        {
            return ([], [$"{file}: {broken.Message}"]);
        }

        var targets = new Dictionary<string, Target>(StringComparer.Ordinal);
        for (var i = 0; i < inputs.Count; i++)
        {
            var (target, wrong) = TargetRules.Check(inputs[i], Guid.NewGuid(), TargetOrigin.File);
            errors.AddRange(FieldFaults.Of(wrong).Select(fault => $"{file}: targets[{i}] ('{inputs[i].Name}'): {fault}"));
            if (target is not null && !targets.TryAdd(target.Name, target))
            {
                errors.Add($"{file}: targets[{i}]: the name '{target.Name}' is given twice");
            }
        }

        return ([.. targets.Values], errors);
    }

    private sealed record Content(List<TargetInput> Targets);
}
