using Npgsql;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Registers scrape jobs and what scrapes them. Comes after the targets, which bring the database.</summary>
internal static class ScrapeSetup
{
    public static void AddScraping(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ScrapeOptions>("Scrapes");
        builder.Services.AddSingleton<IScrapeStore, PostgresScrapeStore>();
        builder.Services.AddSingleton<Changes<ScrapePoint>>();
        builder.Services.AddSingleton<ScrapeFetch>();
        builder.Services.AddSingleton<Scraper>();
        builder.Services.AddHostedService<ScrapeSeed>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<ScrapeScheduler>(services, new Leadership(services.GetRequiredService<NpgsqlDataSource>(), "scraping")));
    }
}
