using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Testing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

public sealed class OwnSamplesTests
{
    private static readonly Label[] Shared = [new("job", "host")];

    [Fact]
    public async Task Wait_while_the_broker_is_away_and_go_out_afterwards()
    {
        var cancelled = TestContext.Current.CancellationToken;
        var (bus, clock) = (new MemoryBus { Holds = true }, new ManualTimeProvider());
        using var metrics = new IngestionMetrics();
        using var publisher = new SamplePublisher(bus, Options.Create(new BusOptions { Partitions = 1 }), Options.Create(new PublishingOptions()), clock, metrics, NullLogger<SamplePublisher>.Instance);
        using var own = new OwnSamples(publisher, new SeriesCatalogue(new AdmissionOptions()), clock, metrics, NullLogger<OwnSamples>.Instance);
        await publisher.StartAsync(cancelled);
        await own.StartAsync(cancelled);

        for (var second = 0; second < 30; second++)
        {
            own.Offer([new Figure("host_load1", second)], Shared, clock.GetUtcNow());
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        bus.Holds = false;
        while (bus.Confirmed.SelectMany(batch => batch.Samples).DistinctBy(sample => sample.TimestampMs).Count() < 30)
        {
            cancelled.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(i => (double)i), bus.Confirmed.SelectMany(batch => batch.Samples).DistinctBy(sample => sample.TimestampMs).Select(sample => sample.Value));
        await own.StopAsync(cancelled);
        await publisher.StopAsync(cancelled);
    }

    [Fact]
    public void The_oldest_give_way_when_too_many_wait()
    {
        var clock = new ManualTimeProvider();
        using var metrics = new IngestionMetrics();
        using var publisher = new SamplePublisher(new MemoryBus(), Options.Create(new BusOptions()), Options.Create(new PublishingOptions()), clock, metrics, NullLogger<SamplePublisher>.Instance);
        using var own = new OwnSamples(publisher, new SeriesCatalogue(new AdmissionOptions()), clock, metrics, NullLogger<OwnSamples>.Instance);

        own.Offer([new Figure("host_load1", 1), new Figure("host_load5", 1)], Shared, clock.GetUtcNow());
        own.Offer([new Figure("host_load1", 2), new Figure("host_load5", 2), new Figure("host_load15", 2)], Shared, clock.GetUtcNow());
        own.Offer(new AdmittedSample[OwnSamples.MaximumSamples - 4]);

        Assert.Equal(2, metrics.Totals.Refused.Single(entry => entry.Reason == RefusalReason.QueueFull).Count);
    }
}
