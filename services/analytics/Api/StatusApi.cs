using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Api;

/// <summary>
/// <c>status/…</c> of the Prometheus API; clients ask it to learn whom they speak with and how large the store is. What has no
/// counterpart here (a configuration file, a Go runtime) is answered with what comes closest, or left empty.
/// </summary>
internal static class StatusApi
{
    private const int TsdbEntries = 10;
    private const int MaxTsdbEntries = 10_000;

    // What clients such as Grafana take from the version is which calls they may make, so it is that of the Prometheus whose API this is.
    private const string PrometheusVersion = "3.8.0";

    private static readonly DateTime Started = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    public static void MapStatusApi(this IEndpointRouteBuilder routes)
    {
        routes.MapProm("/status/buildinfo", static (_, _) => Task.FromResult(ApiAnswer.Of(WriteBuild)));
        routes.MapProm("/status/runtimeinfo", static (context, _) => Task.FromResult(Runtime(context.RequestServices)));
        routes.MapProm("/status/config", static (_, _) => Task.FromResult(ApiAnswer.Of(static json =>
        {
            json.WriteStartObject();
            json.WriteString("yaml", "");
            json.WriteEndObject();
        })));
        routes.MapProm("/status/flags", static (context, _) => Task.FromResult(Flags(context.RequestServices)));
        routes.MapProm("/status/tsdb", static (context, parameters) => SeriesApi.InTurnAsync(context, (catalogue, _) => Tsdb(catalogue, parameters)));
    }

    private static void WriteBuild(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("application", "PerfMonitor");
        json.WriteString("applicationVersion", typeof(StatusApi).Assembly.GetName().Version?.ToString(3));
        json.WriteString("version", PrometheusVersion);
        json.WriteString("revision", typeof(StatusApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+').ElementAtOrDefault(1) ?? "");
        json.WriteString("branch", "");
        json.WriteString("buildUser", "");
        json.WriteString("buildDate", "");
        json.WriteString("goVersion", "");
        json.WriteEndObject();
    }

    private static ApiAnswer Runtime(IServiceProvider services)
    {
        var (catalogue, history) = (services.GetRequiredService<SeriesCatalogue>(), services.GetRequiredService<IOptions<HistoryOptions>>().Value);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var rules = services.GetRequiredService<RulesInForce>();
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("startTime", Started);
            json.WriteString("serverTime", now);

            // The rules' files are what is read anew while it runs.
            json.WriteBoolean("reloadConfigSuccess", rules.Unreadable is null && rules.Book.Errors.Count == 0);
            json.WriteString("hostname", Environment.MachineName);
            json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
            json.WriteBoolean("serverGarbageCollection", GCSettings.IsServerGC);
            json.WriteNumber("managedHeapBytes", GC.GetTotalMemory(forceFullCollection: false));
            json.WriteNumber("timeSeriesCount", catalogue.Count);
            json.WriteString("storageRetention", string.Create(CultureInfo.InvariantCulture, $"{history.RetentionDays}d"));
            json.WriteEndObject();
        });
    }

    private static ApiAnswer Flags(IServiceProvider services)
    {
        var (query, history) = (services.GetRequiredService<IOptions<QueryOptions>>().Value, services.GetRequiredService<IOptions<HistoryOptions>>().Value);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("query.lookback-delta", PromQL.Notation.DurationText.Format((long)query.LookBack.TotalMilliseconds));
            json.WriteString("query.max-concurrency", query.Concurrency.ToString(CultureInfo.InvariantCulture));
            json.WriteString("query.max-samples", query.MaxSamples.ToString(CultureInfo.InvariantCulture));
            json.WriteString("query.timeout", PromQL.Notation.DurationText.Format((long)query.Timeout.TotalMilliseconds));
            json.WriteString("storage.tsdb.retention.time", string.Create(CultureInfo.InvariantCulture, $"{history.RetentionDays}d"));
            json.WriteEndObject();
        });
    }

    private static ApiAnswer Tsdb(SeriesCatalogue catalogue, ApiParameters parameters)
    {
        var limit = parameters.Text("limit").Length == 0 ? TsdbEntries : parameters.Limit();
        if (limit is < 1 or > MaxTsdbEntries)
        {
            throw ApiException.Invalid("limit", $"it must be between 1 and {MaxTsdbEntries}");
        }

        var statistics = catalogue.Statistics(limit);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("headStats");
            json.WriteNumber("numSeries", statistics.Series);
            json.WriteNumber("numLabelPairs", statistics.LabelPairs);
            json.WriteNumber("minTime", statistics.OldestMs);
            json.WriteNumber("maxTime", statistics.NewestMs);
            json.WriteEndObject();
            WriteCounts(json, "seriesCountByMetricName", statistics.SeriesByMetric);
            WriteCounts(json, "labelValueCountByLabelName", statistics.ValuesByLabel);
            WriteCounts(json, "memoryInBytesByLabelName", statistics.BytesByLabel);
            WriteCounts(json, "seriesCountByLabelValuePair", statistics.SeriesByPair);
            json.WriteEndObject();
        });
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyList<NamedCount> counts)
    {
        json.WriteStartArray(name);
        foreach (var (text, count) in counts)
        {
            json.WriteStartObject();
            json.WriteString("name", text);
            json.WriteNumber("value", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
