using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace PerfMonitor.ServiceDefaults.Tests.Telemetry;

[Trait("feature", "S3-83")]
public sealed class ReadinessGaugeTests
{
    [Theory]
    [InlineData(HealthStatus.Healthy, 1)]
    [InlineData(HealthStatus.Degraded, 1)]
    [InlineData(HealthStatus.Unhealthy, 0)]
    public async Task Says_whether_the_process_can_work_once_it_has_been_checked(HealthStatus status, int ready)
    {
        using var gauge = new ReadinessGauge();
        var before = Read(gauge);

        await gauge.PublishAsync(new HealthReport(new Dictionary<string, HealthReportEntry>(), status, TimeSpan.Zero), TestContext.Current.CancellationToken);

        Assert.Empty(before);
        Assert.Equal([ready], Read(gauge));
    }

    [Fact]
    public void Every_service_checks_itself_every_ten_seconds_by_what_its_readiness_rests_on()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Internal:Key"] = "a key of more than sixteen characters";
        builder.AddServiceDefaults();
        using var services = builder.Services.BuildServiceProvider();
        var options = services.GetRequiredService<IOptions<HealthCheckPublisherOptions>>().Value;

        Assert.Single(services.GetServices<IHealthCheckPublisher>().OfType<ReadinessGauge>());
        Assert.Equal(TimeSpan.FromSeconds(10), options.Period);
        Assert.True(options.Predicate!(Check(HostDefaults.ReadyTag)));
        Assert.False(options.Predicate(Check("other")));

        static HealthCheckRegistration Check(string tag) => new("one", _ => throw new NotSupportedException(), HealthStatus.Unhealthy, [tag]);
    }

    private static List<int> Read(ReadinessGauge gauge)
    {
        var read = new List<int>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, on) => { if (ReferenceEquals(instrument.Meter, gauge.Meter)) { on.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => read.Add(value));
        listener.Start();
        listener.RecordObservableInstruments();
        return read;
    }
}
