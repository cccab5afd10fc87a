using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>What is scraped (section <c>Scrapes</c>).</summary>
internal sealed class ScrapeOptions
{
    /// <summary>A JSON file with jobs, <c>{"jobs":[{"job":…,"targets":[…]}]}</c>; read at the start. Default none.</summary>
    public string File { get; init; } = "";

    /// <summary>Most jobs. Default 200.</summary>
    [Range(1, 10_000)]
    public int MaximumJobs { get; init; } = 200;

    /// <summary>Most targets of all jobs together; each has at most one scrape under way. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaximumTargets { get; init; } = 1_000;
}
