using MassTransit;
using PerfMonitor.Contracts;
using PerfMonitor.Web.Live.Alerts;
using PerfMonitor.Web.Live.Anomalies;
using PerfMonitor.Web.Live.Watching;

namespace PerfMonitor.Web.Live;

/// <summary>Every instance hears of every change on a queue of its own, which vanishes with it.</summary>
internal sealed class AlertChangedConsumer(AlertPush push) : IConsumer<AlertChanged>
{
    public Task Consume(ConsumeContext<AlertChanged> context)
    {
        push.Push(context.Message);
        return Task.CompletedTask;
    }
}

/// <summary>Every instance hears of every report.</summary>
internal sealed class ReportReadyConsumer(AlertPush push) : IConsumer<ReportReady>
{
    public Task Consume(ConsumeContext<ReportReady> context)
    {
        push.Push(context.Message);
        return Task.CompletedTask;
    }
}

/// <summary>Every instance hears of every anomaly.</summary>
internal sealed class AnomalyDetectedConsumer(AnomalyPush push) : IConsumer<AnomalyDetected>
{
    public Task Consume(ConsumeContext<AnomalyDetected> context)
    {
        push.Push(context.Message);
        return Task.CompletedTask;
    }
}

/// <summary>Every instance watches alerting by itself.</summary>
internal sealed class HeartbeatDeliveredConsumer(AlertingWatch watch) : IConsumer<HeartbeatDelivered>
{
    public Task Consume(ConsumeContext<HeartbeatDelivered> context)
    {
        watch.Heard(context.Message.SentAt);
        return Task.CompletedTask;
    }
}

/// <summary>Puts the consumers on the bus.</summary>
internal static class LiveConsumers
{
    public static void AddLiveConsumers(this IBusRegistrationConfigurator bus)
    {
        var instance = NewId.NextGuid().ToString("N");
        bus.AddConsumer<AlertChangedConsumer>().Endpoint(endpoint => Own(endpoint, "web-alerts", instance));
        bus.AddConsumer<AnomalyDetectedConsumer>().Endpoint(endpoint => Own(endpoint, "web-anomalies", instance));
        bus.AddConsumer<ReportReadyConsumer>().Endpoint(endpoint => Own(endpoint, "web-reports", instance));
        bus.AddConsumer<HeartbeatDeliveredConsumer>().Endpoint(endpoint => Own(endpoint, "web-heartbeats", instance));
    }

    private static void Own(IEndpointRegistrationConfigurator endpoint, string name, string instance)
    {
        endpoint.Name = $"{name}-{instance}";
        endpoint.Temporary = true;

        // One after the other, so that changes are shown in the order they happened.
        endpoint.ConcurrentMessageLimit = 1;
    }
}
