using System.Text.Json;
using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.Tests.Fakes;

/// <summary>Answers queries as a test says; with nothing by default.</summary>
internal sealed class FakePrometheus : IPrometheus
{
    private int _asked;

    /// <summary>Query and time to answer.</summary>
    public Func<string, DateTimeOffset, PrometheusAnswer> Answer { get; set; } = (_, _) => Vector("[]");

    /// <summary>What a query waits for before it is answered; nothing by default.</summary>
    public Func<string, Task> Delay { get; set; } = _ => Task.CompletedTask;

    /// <summary>How many queries were asked, of whatever kind.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public static PrometheusAnswer.Success Vector(string json) => new(JsonSerializer.Deserialize<JsonElement>(json));

    /// <summary>An answer to the overview's query with one number.</summary>
    public static PrometheusAnswer.Success Field(string field, double value) =>
        Vector($$"""[{"metric":{"field":"{{field}}"},"value":[1,"{{value}}"]}]""");

    public async Task<PrometheusAnswer> QueryAsync(string query, DateTimeOffset at, TimeSpan timeout, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        await Delay(query).WaitAsync(cancellation);
        return Answer(query, at);
    }

    public Task<PrometheusAnswer> QueryRangeAsync(
        string query, DateTimeOffset start, DateTimeOffset end, TimeSpan step, TimeSpan timeout, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(Answer(query, end));
    }
}
