using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.Ingestion.Targets;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary><c>/api/scrapes</c>: viewers read, operators write.</summary>
internal static class ScrapesApi
{
    private const string Path = "/api/scrapes";

    public static void MapScrapes(this WebApplication app)
    {
        app.MapGet(Path, async (IScrapeStore store, Scraper scraper, CancellationToken aborted) =>
            Results.Json(new { jobs = (await store.ListAsync(aborted)).Select(job => ScrapeView.Of(job, scraper)) })).RequireAuthorization(Roles.Viewer);
        app.MapGet(Path + "/{id:guid}", async (Guid id, IScrapeStore store, Scraper scraper, CancellationToken aborted) =>
            await store.FindAsync(id, aborted) is { } job ? Results.Json(ScrapeView.Of(job, scraper)) : NotFound(id)).RequireAuthorization(Roles.Viewer);
        app.MapPost(Path, CreateAsync).RequireAuthorization(Roles.Operator);
        app.MapPut(Path + "/{id:guid}", ReplaceAsync).RequireAuthorization(Roles.Operator);
        app.MapDelete(Path + "/{id:guid}", DeleteAsync).RequireAuthorization(Roles.Operator);
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, IScrapeStore store, Scraper scraper, Changes<ScrapePoint> changes, CancellationToken aborted)
    {
        var (input, unreadable) = await JsonInput.ReadAsync<ScrapeInput>(request, ScrapeFile.Json, "scrape job", aborted);
        if (input is null)
        {
            return unreadable!;
        }

        var (job, errors) = ScrapeRules.Check(input, Guid.NewGuid(), TargetOrigin.Api);
        return job is null ? Invalid(errors) : Changed(await store.AddAsync(job, aborted), job, changes, () => Results.Created($"{Path}/{job.Id}", ScrapeView.Of(job, scraper)));
    }

    private static async Task<IResult> ReplaceAsync(Guid id, HttpRequest request, IScrapeStore store, Scraper scraper, Changes<ScrapePoint> changes, CancellationToken aborted)
    {
        if (await store.FindAsync(id, aborted) is not { } before)
        {
            return NotFound(id);
        }

        if (before.Origin != TargetOrigin.Api)
        {
            return Provided(before);
        }

        var (input, unreadable) = await JsonInput.ReadAsync<ScrapeInput>(request, ScrapeFile.Json, "scrape job", aborted);
        if (input is null)
        {
            return unreadable!;
        }

        var (job, errors) = ScrapeRules.Check(input with { Headers = SecretHeaders.Restored(input.Headers ?? [], before.Definition.Headers!) }, id, TargetOrigin.Api);
        return job is null ? Invalid(errors) : Changed(await store.UpdateAsync(job, aborted), job, changes, () => Results.Json(ScrapeView.Of(job, scraper)));
    }

    private static async Task<IResult> DeleteAsync(Guid id, IScrapeStore store, Changes<ScrapePoint> changes, CancellationToken aborted)
    {
        return await store.FindAsync(id, aborted) switch
        {
            null => NotFound(id),
            { Origin: not TargetOrigin.Api } job => Provided(job),
            { } job => Changed(await store.DeleteAsync(id, aborted), job, changes, Results.NoContent),
        };
    }

    private static IResult Changed(TargetChange change, ScrapeJob job, Changes<ScrapePoint> changes, Func<IResult> done)
    {
        switch (change)
        {
            case TargetChange.NotFound:
                return NotFound(job.Id);
            case TargetChange.NameTaken:
                return Results.Problem($"A job is called '{job.Name}' already; names are unique because they are a label of its series.", statusCode: StatusCodes.Status409Conflict, title: "The name is taken");
            case TargetChange.Full:
                return Results.Problem("So many jobs exist as may (Scrapes:MaximumJobs); delete one first, or add the targets to another.", statusCode: StatusCodes.Status409Conflict, title: "No room for another scrape job");
            default:
                changes.Announce();
                return done();
        }
    }

    private static IResult Provided(ScrapeJob job) => Results.Problem(
        $"'{job.Name}' comes from the file of scrape jobs (Scrapes:File); change it there and restart ingestion.", statusCode: StatusCodes.Status409Conflict, title: "The scrape job is provided by configuration");

    private static IResult Invalid(Dictionary<string, string[]> errors) => Results.ValidationProblem(errors, title: "The scrape job is not valid");

    private static IResult NotFound(Guid id) => Results.Problem($"There is no scrape job {id}.", statusCode: StatusCodes.Status404NotFound, title: "No such scrape job");
}
