using System.Globalization;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Data;

/// <summary>Asks analytics in the form of the Prometheus HTTP API.</summary>
internal sealed class PrometheusClient(HttpClient http) : IMetricSource
{
    private const string Service = "analytics";

    public async Task<MetricAnswer> AskAsync(ReportQuery query, ReportPeriod period, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string> { ["query"] = query.Expression };
        if (query.Step is { } step)
        {
            fields["start"] = Seconds(ReportQueries.FirstTime(period, step));
            fields["end"] = Seconds(period.To);
            fields["step"] = step.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        }
        else
        {
            fields["time"] = Seconds(period.To);
        }

        // A form, because expressions may be longer than an address.
        using var request = new HttpRequestMessage(HttpMethod.Post, query.Step is null ? "/api/v1/query" : "/api/v1/query_range") { Content = new FormUrlEncodedContent(fields) };
        try
        {
            return PrometheusResponse.Read(await ServiceAnswer.GetBytesAsync(http, request, Service, cancellationToken));
        }
        catch (DataRefusedException refused)
        {
            throw new DataRefusedException($"The query '{query.Expression}' was not answered. {refused.Message}", refused);
        }
    }

    private static string Seconds(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);
}
