using System.Text.Json;

namespace PerfMonitor.Web.Live.Prometheus;

/// <summary>What analytics answered to a query.</summary>
internal abstract record PrometheusAnswer
{
    /// <summary>The result as the Prometheus HTTP API writes it.</summary>
    internal sealed record Success(JsonElement Result) : PrometheusAnswer;

    /// <summary>The query is wrong: asking again gives the same.</summary>
    internal sealed record Refused(string Reason) : PrometheusAnswer;

    /// <summary>Analytics did not answer; it may next time.</summary>
    internal sealed record Away(string Reason) : PrometheusAnswer;
}
