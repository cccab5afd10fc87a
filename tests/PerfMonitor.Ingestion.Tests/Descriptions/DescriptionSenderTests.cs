using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Testing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class DescriptionSenderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_told_of_a_metric_goes_the_road_of_samples()
    {
        var (bus, descriptions, catalogue, metrics) = (new MemoryBus(), new MetricDescriptions(), new SeriesCatalogue(new AdmissionOptions()), new IngestionMetrics());
        using var publisher = new SamplePublisher(bus, Options.Create(new BusOptions { Partitions = 1 }), Options.Create(new PublishingOptions()), TimeProvider.System, metrics, NullLogger<SamplePublisher>.Instance);
        using var own = new OwnSamples(publisher, catalogue, TimeProvider.System, metrics, NullLogger<OwnSamples>.Instance);
        var clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(OtlpText.NowMs));
        using var sender = new DescriptionSender(descriptions, catalogue, own, metrics, clock, NullLogger<DescriptionSender>.Instance);
        await publisher.StartAsync(Cancelled);
        await own.StartAsync(Cancelled);

        descriptions.Note("calls_total", MetricFact.Type, "counter"u8);
        descriptions.Note("calls_total", MetricFact.Help, "Calls, \"all\"."u8);
        sender.Send();
        clock.Advance(TimeSpan.FromMinutes(1));
        sender.Send();
        own.Offer([new Figure("mark", 0)], [], clock.GetUtcNow());
        while (bus.Samples.Count() < 2)
        {
            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(
            [$$"""perfmonitor_metric_info{help="Calls, \"all\".",metric="calls_total",type="counter"} 1 @{{OtlpText.NowMs}}""", $"mark 0 @{OtlpText.NowMs + 60_000}"],
            bus.Samples);
        await own.StopAsync(Cancelled);
        await publisher.StopAsync(Cancelled);
        metrics.Dispose();
    }

    [Fact]
    public void What_senders_tell_makes_no_more_series_than_the_limits_on_them_allow()
    {
        using var metrics = new IngestionMetrics();
        var (descriptions, catalogue) = (new MetricDescriptions(), new SeriesCatalogue(new AdmissionOptions { MaximumSeriesPerMetric = 2 }));
        using var publisher = new SamplePublisher(new MemoryBus(), Options.Create(new BusOptions { Partitions = 1 }), Options.Create(new PublishingOptions()), TimeProvider.System, metrics, NullLogger<SamplePublisher>.Instance);
        using var own = new OwnSamples(publisher, catalogue, TimeProvider.System, metrics, NullLogger<OwnSamples>.Instance);
        var clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(OtlpText.NowMs));
        using var sender = new DescriptionSender(descriptions, catalogue, own, metrics, clock, NullLogger<DescriptionSender>.Instance);

        foreach (var help in (string[])["One.", "Two.", "Three."])
        {
            descriptions.Note("calls_total", MetricFact.Help, System.Text.Encoding.UTF8.GetBytes(help));
            sender.Send();
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2, catalogue.Count);
    }
}
