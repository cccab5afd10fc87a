using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Testing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

public sealed class SamplePublisherTests : IAsyncLifetime
{
    private readonly MemoryBus _bus = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly IngestionMetrics _metrics = new();
    private readonly List<SamplePublisher> _publishers = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Confirms_only_what_the_broker_has_confirmed()
    {
        _bus.Holds = true;
        var publisher = Start();

        var publishing = publisher.PublishAsync([Sample("a", 1)], Cancelled);
        var sent = await _bus.NextAsync();

        Assert.False(publishing.IsCompleted);
        sent.Confirm.SetResult();
        Assert.Equal(PublishOutcome.Confirmed, await publishing);
        Assert.Equal(1, _metrics.Totals.Accepted);
    }

    [Fact]
    public async Task Waits_for_every_partition()
    {
        _bus.Holds = true;
        var publisher = Start(partitions: 4);
        var samples = Enumerable.Range(0, 40).Select(i => Sample($"m{i}", i)).ToList();

        var publishing = publisher.PublishAsync(samples, Cancelled);
        var sent = new List<MemoryBus.Sent>();
        while (sent.Sum(batch => batch.Batch.Samples.Length) < samples.Count)
        {
            sent.Add(await _bus.NextAsync());
        }

        Assert.All(sent, batch => Assert.All(batch.Batch.SeriesIds, id => Assert.Equal(batch.Partition, SamplePartition.Of(id, 4))));
        foreach (var batch in sent.Skip(1))
        {
            batch.Confirm.SetResult();
        }

        Assert.False(publishing.IsCompleted);
        sent[0].Confirm.SetResult();
        Assert.Equal(PublishOutcome.Confirmed, await publishing);
    }

    [Fact]
    public async Task Gathers_what_comes_while_a_message_is_under_way()
    {
        _bus.Holds = true;
        var publisher = Start();
        var first = publisher.PublishAsync([Sample("a", 1)], Cancelled);
        var sent = await _bus.NextAsync();

        var others = Enumerable.Range(2, 5).Select(i => publisher.PublishAsync([Sample("a", i)], Cancelled)).ToList();
        sent.Confirm.SetResult();
        var second = await _bus.NextAsync();
        second.Confirm.SetResult();

        Assert.Equal([2, 3, 4, 5, 6], second.Batch.Samples.Select(sample => sample.Value));
        Assert.All(await Task.WhenAll([first, .. others]), outcome => Assert.Equal(PublishOutcome.Confirmed, outcome));
    }

    [Fact]
    public async Task A_large_request_takes_several_messages()
    {
        var publisher = Start(new PublishingOptions { MaximumBatchSamples = 10 });

        Assert.Equal(PublishOutcome.Confirmed, await publisher.PublishAsync([.. Enumerable.Range(0, 25).Select(i => Sample("a", i))], Cancelled));

        Assert.Equal([10, 10, 5], _bus.Confirmed.Select(batch => batch.Samples.Length));
        Assert.Equal(Enumerable.Range(0, 25).Select(i => (double)i), _bus.Confirmed.SelectMany(batch => batch.Samples).Select(sample => sample.Value));
    }

    [Fact]
    public async Task Long_labels_close_a_message_early()
    {
        var publisher = Start(new PublishingOptions { MaximumBatchBytes = 1_024 });
        var long1 = Sample("a", 1, new Label("l", new string('x', 2_000)));
        var long2 = Sample("b", 1, new Label("l", new string('x', 2_000)));

        await publisher.PublishAsync([long1, long2], Cancelled);

        Assert.Equal([1, 1], _bus.Confirmed.Select(batch => batch.Samples.Length));
    }

    [Fact]
    public async Task Refuses_when_too_much_waits_and_takes_nothing_of_the_request()
    {
        _bus.Holds = true;
        var publisher = Start(new PublishingOptions { MaximumQueuedSamples = 3 }, partitions: 2);
        var (even, odd) = (OfPartition(0), OfPartition(1));
        var first = publisher.PublishAsync([odd(1), odd(2), odd(3)], Cancelled);
        var sent = await _bus.NextAsync();

        Assert.Equal(PublishOutcome.QueueFull, await publisher.PublishAsync([even(1), odd(4)], Cancelled));

        sent.Confirm.SetResult();
        Assert.Equal(PublishOutcome.Confirmed, await first);
        Assert.Equal([1, 2, 3], _bus.Confirmed.SelectMany(batch => batch.Samples).Select(sample => sample.Value));
        _bus.Holds = false;
        Assert.Equal([PublishOutcome.Confirmed, PublishOutcome.Confirmed], new[] { await publisher.PublishAsync([even(1)], Cancelled), await publisher.PublishAsync([even(2), even(3), even(4)], Cancelled) });
    }

    [Fact]
    public async Task Who_has_its_answer_finds_the_room_it_took()
    {
        var publisher = Start(new PublishingOptions { MaximumQueuedSamples = 3 });
        List<AdmittedSample> request = [Sample("a", 1), Sample("a", 2), Sample("a", 3)];
        var outcomes = new List<PublishOutcome>();

        for (var i = 0; i < 2_000; i++)
        {
            outcomes.Add(await publisher.PublishAsync(request, Cancelled));
        }

        Assert.Equal([PublishOutcome.Confirmed], outcomes.Distinct());
    }

    [Fact]
    public async Task A_request_larger_than_the_queue_is_taken_when_nothing_else_waits()
    {
        var publisher = Start(new PublishingOptions { MaximumQueuedSamples = 3 });

        Assert.Equal(PublishOutcome.Confirmed, await publisher.PublishAsync([.. Enumerable.Range(0, 10).Select(i => Sample("a", i))], Cancelled));
    }

    [Fact]
    public async Task Sends_again_after_a_failure()
    {
        _bus.Failures.Enqueue(new IOException("connection lost"));
        var publisher = Start(new PublishingOptions { ConfirmTimeout = TimeSpan.FromDays(1) });

        // The pause before the next attempt begins some time after the failure; the clock goes on until it is over.
        var publishing = publisher.PublishAsync([Sample("a", 1)], Cancelled);
        while (!publishing.IsCompleted)
        {
            Cancelled.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        Assert.Equal(PublishOutcome.Confirmed, await publishing);
        Assert.Single(_bus.Confirmed);
    }

    [Fact]
    public async Task Says_that_it_is_not_confirmed_when_the_broker_stays_silent()
    {
        _bus.Holds = true;
        var publisher = Start();

        var publishing = publisher.PublishAsync([Sample("a", 1)], Cancelled);
        await _bus.NextAsync();
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(PublishOutcome.NotConfirmed, await publishing);
        Assert.Empty(_bus.Confirmed);
    }

    [Fact]
    public async Task Does_not_send_what_its_sender_has_given_up()
    {
        _bus.Holds = true;
        var publisher = Start();
        var first = publisher.PublishAsync([Sample("a", 1)], Cancelled);
        var sent = await _bus.NextAsync();
        using var gone = new CancellationTokenSource();
        var abandoned = publisher.PublishAsync([Sample("a", 2)], gone.Token);
        var kept = publisher.PublishAsync([Sample("a", 3)], Cancelled);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        sent.Confirm.SetResult();
        (await _bus.NextAsync()).Confirm.SetResult();
        await Task.WhenAll(first, kept);

        Assert.Equal([1, 3], _bus.Confirmed.SelectMany(batch => batch.Samples).Select(sample => sample.Value));
    }

    [Fact]
    public async Task Announces_a_series_until_a_confirm_and_again_later()
    {
        var publisher = Start(new PublishingOptions { AnnounceInterval = TimeSpan.FromMinutes(5) });
        var sample = Sample("a", 1);

        await publisher.PublishAsync([sample, sample with { Sample = new Sample(1, 2) }], Cancelled);
        await publisher.PublishAsync([sample], Cancelled);
        _clock.Advance(TimeSpan.FromMinutes(3));
        await publisher.PublishAsync([sample], Cancelled);
        _clock.Advance(TimeSpan.FromMinutes(3));
        await publisher.PublishAsync([sample], Cancelled);

        Assert.Equal([1, 0, 0, 1], _bus.Confirmed.Select(batch => batch.Definitions.Count));
        Assert.Equal(sample.Series.Labels, _bus.Confirmed[0].Definitions[0].Labels);
    }

    [Fact]
    public async Task An_announcement_that_was_not_confirmed_does_not_count()
    {
        _bus.Holds = true;
        var publisher = Start(new PublishingOptions { AttemptTimeout = TimeSpan.FromSeconds(10) });
        var sample = Sample("a", 1);
        var lost = publisher.PublishAsync([sample], Cancelled);
        await _bus.NextAsync();
        _bus.Holds = false;
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(PublishOutcome.NotConfirmed, await lost);

        await publisher.PublishAsync([sample], Cancelled);

        Assert.Equal([1], _bus.Confirmed.Select(batch => batch.Definitions.Count));
    }

    [Fact]
    public async Task Continues_the_first_recorded_trace_and_links_the_others()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "PerfMonitor.Ingestion",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        _bus.Holds = true;
        var publisher = Start();
        var requests = new List<Task>();
        var traces = new List<ActivityTraceId>();
        var held = publisher.PublishAsync([Sample("a", 0)], Cancelled);
        var sent = await _bus.NextAsync();
        using (new Activity("POST").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            requests.Add(publisher.PublishAsync([Sample("a", 3)], Cancelled));
        }

        for (var i = 1; i <= 2; i++)
        {
            using var request = new Activity("POST") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();
            traces.Add(request.TraceId);
            requests.Add(publisher.PublishAsync([Sample("a", i)], Cancelled));
        }

        sent.Confirm.SetResult();
        (await _bus.NextAsync()).Confirm.SetResult();
        await Task.WhenAll([held, .. requests]);
        await publisher.StopAsync(Cancelled);

        var span = Assert.Single(spans, span => span.TraceId == traces[0]);
        Assert.Equal("publish samples", span.OperationName);
        Assert.Equal([traces[1]], span.Links.Select(link => link.Context.TraceId));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var publisher in _publishers)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await publisher.StopAsync(limit.Token);
            publisher.Dispose();
        }

        _metrics.Dispose();
    }

    private SamplePublisher Start(PublishingOptions? options = null, int partitions = 1)
    {
        var publisher = new SamplePublisher(
            _bus, Options.Create(new BusOptions { Partitions = partitions }), Options.Create(options ?? new PublishingOptions()), _clock, _metrics, NullLogger<SamplePublisher>.Instance);
        _publishers.Add(publisher);
        _ = publisher.StartAsync(Cancelled);
        return publisher;
    }

    /// <summary>Makes samples of one series in the wanted one of two partitions.</summary>
    private static Func<double, AdmittedSample> OfPartition(int partition)
    {
        var metric = Enumerable.Range(0, 100).Select(i => $"m{i}").First(name => SamplePartition.Of(LabelSet.Create(name).Id, 2) == partition);
        var series = Sample(metric, 0).Series;
        return value => new AdmittedSample(series, new Sample((long)value, value));
    }

    private static AdmittedSample Sample(string metric, double value, params Label[] labels)
    {
        var set = LabelSet.Create(metric, labels);
        return new AdmittedSample(new Series(set.Id, set), new Sample((long)value, value));
    }
}
