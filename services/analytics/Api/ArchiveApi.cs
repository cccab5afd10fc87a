using System.Text.Json;
using PerfMonitor.Analytics.Archive;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary>Archives of the history, for administrators: list, write, restore. Writing and restoring go on after the answer; the list tells how far.</summary>
internal static class ArchiveApi
{
    public static void MapArchiveApi(this IEndpointRouteBuilder routes)
    {
        routes.MapProm("/admin/archives", static (context, _) => Task.FromResult(List(context))).RequireAuthorization(Roles.Admin);
        routes.MapProm("/admin/archive", static (context, parameters) => Task.FromResult(Write(context, parameters)), "POST").RequireAuthorization(Roles.Admin);
        routes.MapProm("/admin/restore", static (context, parameters) => Task.FromResult(Restore(context, parameters)), "POST").RequireAuthorization(Roles.Admin);
    }

    private static ApiAnswer List(HttpContext context)
    {
        var (files, newest) = (Place(context).Files(), Tasks(context).Newest);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("files");
            foreach (var file in files)
            {
                json.WriteStartObject();
                json.WriteString("file", file.Name);
                json.WriteNumber("bytes", file.Length);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("task");
            WriteTask(json, newest);
            json.WriteEndObject();
        });
    }

    private static ApiAnswer Write(HttpContext context, ApiParameters parameters)
    {
        var (start, end) = (parameters.RequiredMoment("start"), parameters.RequiredMoment("end"));
        if (end < start)
        {
            throw ApiException.Invalid("end", "end timestamp must not be before start time");
        }

        var selectors = parameters.Matchers();
        if (selectors.Count == 0)
        {
            throw new ApiException(ApiException.BadData, "no match[] parameter provided");
        }

        // Says now, and not later in the background, that there is no folder.
        Place(context).Files();
        var archive = context.RequestServices.GetRequiredService<HistoryArchive>();
        var request = new ArchiveRequest(parameters.All("match[]"), selectors, start, end);
        return Start(context, "archive", async stopping =>
        {
            var file = await archive.WriteAsync(request, stopping);
            return $"{file.Name}: {file.Bytes} bytes, {file.Counts.Series} series, {file.Counts.Samples} samples";
        });
    }

    private static ApiAnswer Restore(HttpContext context, ApiParameters parameters)
    {
        var name = Place(context).Find(parameters.Text("file")).Name;
        var restore = context.RequestServices.GetRequiredService<ArchiveRestore>();
        return Start(context, "restore", async stopping =>
        {
            var restored = await restore.RestoreAsync(name, stopping);
            return $"{name}: {restored.Series} series, {restored.Samples} samples; {restored.ExpiredSamples} samples left out as no longer kept (History:RetentionDays), {restored.RefusedSeries} series refused";
        });
    }

    private static ApiAnswer Start(HttpContext context, string kind, Func<CancellationToken, Task<string>> work)
    {
        var tasks = Tasks(context);
        return tasks.TryStart(kind, work)
            ? ApiAnswer.Of(json => WriteTask(json, tasks.Newest))
            : throw new ApiException(ApiException.Unavailable, "an archive is being written or restored already; try again when it has ended");
    }

    private static void WriteTask(Utf8JsonWriter json, ArchiveTask? task)
    {
        if (task is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("kind", task.Kind);
        json.WriteString("startedAt", task.StartedAt);
        if (task.EndedAt is { } ended)
        {
            json.WriteString("endedAt", ended);
            json.WriteString("outcome", task.Outcome);
            json.WriteBoolean("failed", task.Failed);
        }

        json.WriteEndObject();
    }

    private static ArchivePlace Place(HttpContext context) => context.RequestServices.GetRequiredService<ArchivePlace>();

    private static ArchiveTasks Tasks(HttpContext context) => context.RequestServices.GetRequiredService<ArchiveTasks>();
}
