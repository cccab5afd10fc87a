namespace PerfMonitor.Ingestion.Scraping;

/// <summary>What a scrape has brought.</summary>
/// <param name="Scraped">Samples in the text.</param>
/// <param name="Kept">Those that relabelling left.</param>
/// <param name="Added">Series that the scrape before did not have.</param>
/// <param name="Failure">Why nothing of it counts; null where it does.</param>
internal readonly record struct ScrapeTaken(int Scraped, int Kept, int Added, string? Failure)
{
    public static ScrapeTaken Failed(string failure) => new(0, 0, 0, failure);
}
