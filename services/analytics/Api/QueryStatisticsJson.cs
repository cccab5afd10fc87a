using System.Diagnostics;
using System.Text.Json;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Api;

/// <summary>What an answer cost, where a request asks for it (<c>stats=all</c>): the figures of the Prometheus API that this engine has, and the series read.</summary>
internal sealed class QueryStatisticsJson
{
    private readonly long _started = Stopwatch.GetTimestamp();

    private QueryStatisticsJson()
    {
    }

    /// <summary>Null where a request does not ask.</summary>
    public static QueryStatisticsJson? From(ApiParameters parameters) => parameters.Text("stats").Length > 0 ? new QueryStatisticsJson() : null;

    public void Write(Utf8JsonWriter json, QueryStatistics statistics)
    {
        json.WriteStartObject("stats");
        json.WriteStartObject("timings");
        json.WriteNumber("execTotalTime", Stopwatch.GetElapsedTime(_started).TotalSeconds);
        json.WriteEndObject();
        json.WriteStartObject("samples");
        json.WriteNumber("totalQueryableSamples", statistics.SamplesSelected);
        json.WriteNumber("peakSamples", statistics.PeakValues);
        json.WriteEndObject();
        json.WriteNumber("seriesSelected", statistics.SeriesSelected);
        json.WriteEndObject();
    }
}
