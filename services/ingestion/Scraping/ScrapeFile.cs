using System.Text.Json;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Reads a file of scrape jobs. A job that is wrong is left out, and the error names file, job and field.</summary>
internal static class ScrapeFile
{
    /// <summary>How jobs are written, in the file, in the table and over HTTP. An option nobody knows is an error: it would not do what its name promises.</summary>
    public static JsonSerializerOptions Json { get; } = new(TargetFile.Json) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    public static (List<ScrapeJob> Jobs, List<string> Errors) Parse(string text, string file)
    {
        var errors = new List<string>();
        List<ScrapeInput> inputs;
        try
        {
            inputs = JsonSerializer.Deserialize<Content>(text, Json)?.Jobs ?? [];
        }
        catch (JsonException broken)
        {
            return ([], [$"{file}: {broken.Message}"]);
        }

        var jobs = new Dictionary<string, ScrapeJob>(StringComparer.Ordinal);
        for (var i = 0; i < inputs.Count; i++)
        {
            var (job, wrong) = ScrapeRules.Check(inputs[i], Guid.NewGuid(), TargetOrigin.File);
            errors.AddRange(FieldFaults.Of(wrong).Select(fault => $"{file}: jobs[{i}] ('{inputs[i].Job}'): {fault}"));
            if (job is not null && !jobs.TryAdd(job.Name, job))
            {
                errors.Add($"{file}: jobs[{i}]: the job '{job.Name}' is given twice");
            }
        }

        return ([.. jobs.Values], errors);
    }

    private sealed record Content(List<ScrapeInput> Jobs);
}
