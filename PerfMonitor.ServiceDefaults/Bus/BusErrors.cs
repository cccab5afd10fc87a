using System.Diagnostics.Metrics;
using System.Globalization;
using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.ServiceDefaults;

/// <summary>
/// Messages of the bus that this process could not work on and has moved to an error queue, where they stay until a person looks: counted in the
/// series <c>perfmonitor_bus_errors_total</c> by queue, and said by the process' readiness.
/// </summary>
internal sealed class BusErrors : IFilter<ExceptionReceiveContext>, IHealthCheck, IDisposable
{
    public const string MeterName = "PerfMonitor.Bus";

    // The count stays; the process must not call itself degraded for ever for a message of long ago.
    private static readonly TimeSpan Shown = TimeSpan.FromHours(1);

    private readonly TimeProvider _clock;
    private readonly Counter<long> _moved;
    private volatile Last? _last;
    private long _count;

    public BusErrors(TimeProvider clock)
    {
        _clock = clock;
        _moved = Meter.CreateCounter<long>("perfmonitor.bus.errors", description: "Messages of the bus that could not be worked on and were moved to the error queue, by queue.");
    }

    internal Meter Meter { get; } = new(MeterName);

    /// <summary>Shows the queue with 0 before anything goes wrong.</summary>
    public void Expect(string queue) => _moved.Add(0, Tag(queue));

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        await next.Send(context).ConfigureAwait(false);
        var queue = context.InputAddress.Segments[^1];
        _moved.Add(1, Tag(queue));
        _last = new Last(Interlocked.Increment(ref _count), queue, context.Exception.GetBaseException().Message, _clock.GetUtcNow());
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("bus-errors");

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        _last is { } last && _clock.GetUtcNow() - last.At < Shown
            ? HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"{last.Count} {(last.Count == 1 ? "message" : "messages")} since the start could not be worked on, the last at {last.At:yyyy-MM-dd HH:mm:ss} UTC: {last.Reason}; look at the queue {last.Queue}_error in RabbitMQ"))
            : HealthCheckResult.Healthy());

    public void Dispose() => Meter.Dispose();

    // A queue that lives with its process has an id at its end, which would be a new series at each start.
    private static KeyValuePair<string, object?> Tag(string queue) =>
        new("queue", queue.Length > 33 && queue[^33] == '-' && Guid.TryParseExact(queue.AsSpan(queue.Length - 32), "N", out _) ? queue[..^33] : queue);

    private sealed record Last(long Count, string Queue, string Reason, DateTimeOffset At);
}
