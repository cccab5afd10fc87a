using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Probing;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Tests;

[Trait("feature", "S2-03")]
public sealed class ProbeSchedulerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Probes_keep_their_grid()
    {
        var first = new DateTimeOffset(2026, 1, 1, 0, 0, 10, TimeSpan.Zero);
        var interval = TimeSpan.FromSeconds(30);

        Assert.Equal(first, GridTiming.Next(first, interval, first.AddSeconds(-1)));
        Assert.Equal(first.AddSeconds(30), GridTiming.Next(first, interval, first));
        Assert.Equal(first.AddSeconds(30), GridTiming.Next(first, interval, first.AddSeconds(29.9)));
        Assert.Equal(first.AddSeconds(90), GridTiming.Next(first, interval, first.AddSeconds(75)));
    }

    [Fact]
    public void First_probes_come_soon_and_spread()
    {
        var waits = Enumerable.Range(0, 200).Select(_ => GridTiming.FirstWait(Guid.NewGuid(), TimeSpan.FromSeconds(30))).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(3)));
        Assert.True(waits.Distinct().Count() > 100);
        Assert.InRange(GridTiming.FirstWait(Guid.NewGuid(), TimeSpan.FromSeconds(1)), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_result_becomes_the_figures_of_the_blackbox_exporter()
    {
        var target = Target("shop", new Uri("https://shop/"));
        var result = new ProbeResult
        {
            FinishedAt = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(1.5),
            Phases = new ProbePhases(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(0.5)),
            Failure = ProbeFailure.Status,
            StatusCode = 503,
            ContentLength = 12,
            CertificateExpiry = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000),
        };

        var lines = ProbeFigures.Of(result, new Dictionary<ProbeFailure, long> { [ProbeFailure.Status] = 3 })
            .Select(figure => $"{figure.Series(ProbeFigures.Labels(target))} {figure.Value.ToString(CultureInfo.InvariantCulture)}").ToList();

        const string Labels = """instance="https://shop/",job="probe",kind="web",""";
        Assert.Equal(
        [
            $$"""probe_success{{{Labels}}target="shop"} 0""",
            $$"""probe_duration_seconds{{{Labels}}target="shop"} 1.5""",
            $$"""probe_http_duration_seconds{{{Labels}}phase="resolve",target="shop"} 0.1""",
            $$"""probe_http_duration_seconds{{{Labels}}phase="connect",target="shop"} 0.2""",
            $$"""probe_http_duration_seconds{{{Labels}}phase="tls",target="shop"} 0.3""",
            $$"""probe_http_duration_seconds{{{Labels}}phase="processing",target="shop"} 0.4""",
            $$"""probe_http_duration_seconds{{{Labels}}phase="transfer",target="shop"} 0.5""",
            $$"""probe_http_status_code{{{Labels}}target="shop"} 503""",
            $$"""probe_http_content_length{{{Labels}}target="shop"} 12""",
            $$"""probe_ssl_earliest_cert_expiry{{{Labels}}target="shop"} 1900000000""",
        ], lines[..10]);
        Assert.Contains($$"""probe_failed_total{{{Labels}}reason="status",target="shop"} 3""", lines);
        Assert.Contains($$"""probe_failed_total{{{Labels}}reason="timeout",target="shop"} 0""", lines);
    }

    [Fact]
    public async Task A_target_that_hangs_delays_no_other_and_a_deleted_one_ends()
    {
        await using var hanging = await TestServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var healthy = await TestServer.StartAsync(_ => Task.CompletedTask);
        var store = new MemoryTargetStore();
        var (stuck, fine) = (Target("stuck", hanging.Address), Target("fine", healthy.Address));
        await store.AddAsync(stuck, Cancelled);
        await store.AddAsync(fine, Cancelled);
        var bus = new MemoryBus();
        using var metrics = new IngestionMetrics();
        using var changes = new Changes<Target>();
        using var publisher = new SamplePublisher(bus, Options.Create(new BusOptions()), Options.Create(new PublishingOptions()), TimeProvider.System, metrics, NullLogger<SamplePublisher>.Instance);
        using var own = new OwnSamples(publisher, new SeriesCatalogue(new AdmissionOptions()), TimeProvider.System, metrics, NullLogger<OwnSamples>.Instance);
        using var scheduler = new ProbeScheduler(
            store, changes, new Leader(), new HttpProbe(TimeProvider.System), new ProbeRecorder(own, TimeProvider.System), TimeProvider.System, NullLogger<ProbeScheduler>.Instance);
        await publisher.StartAsync(Cancelled);
        await own.StartAsync(Cancelled);
        await scheduler.StartAsync(Cancelled);

        await SeenAsync(bus, lines => lines.Count(line => line.StartsWith("probe_success", StringComparison.Ordinal) && line.Contains("target=\"fine\"} 1 ", StringComparison.Ordinal)) >= 2);
        Assert.DoesNotContain(bus.Samples, line => line.Contains("stuck", StringComparison.Ordinal));
        await store.DeleteAsync(fine.Id, Cancelled);
        changes.Announce();
        await SeenAsync(bus, lines => lines.Any(line => line.StartsWith("probe_success", StringComparison.Ordinal) && line.Contains("target=\"fine\"} stale ", StringComparison.Ordinal)));

        await scheduler.StopAsync(Cancelled);
        await own.StopAsync(Cancelled);
        await publisher.StopAsync(Cancelled);
    }

    private static async Task SeenAsync(MemoryBus bus, Func<IReadOnlyList<string>, bool> enough)
    {
        while (!enough([.. bus.Samples]))
        {
            await bus.NextAsync();
        }
    }

    private static Target Target(string name, Uri url) =>
        TargetRules.Check(new TargetInput { Name = name, Url = url.AbsoluteUri, IntervalSeconds = name == "fine" ? 1 : 60, TimeoutSeconds = name == "fine" ? 1 : 60 }, Guid.NewGuid(), TargetOrigin.Api).Target!;

    private sealed class Leader : ILeadership
    {
        public Task<bool?> HoldsAsync(CancellationToken cancellationToken) => Task.FromResult<bool?>(true);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
