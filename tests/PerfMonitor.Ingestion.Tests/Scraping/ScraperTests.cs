using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Ingestion.Receiving;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.Ingestion.Scraping;
using PerfMonitor.Ingestion.Targets;
using PerfMonitor.Testing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

public sealed class ScraperTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scrape_brings_the_samples_of_its_target_and_what_is_recorded_about_it()
    {
        await using var exporter = new Exporter { Text = "# TYPE a gauge\na 1\nb{job=\"own\",x=\"y\"} 2\nc 3 1000\nd 4\n" };
        await exporter.StartAsync();
        await using var rig = new Rig();

        var point = Rig.Point(exporter.Address, """, "labels":{"env":"test"},"metricRelabelConfigs":[{"action":"drop","sourceLabels":["__name__"],"regex":"d"}]""");
        await rig.Scraper.ScrapeAsync(point, Cancelled);

        Assert.Equal(
        [
            "a{env,instance,job} 1 @0", "b{env,exported_job,instance,job,x} 2 @0", "scrape_samples_post_metric_relabeling{env,instance,job} 3 @0",
            "scrape_samples_scraped{env,instance,job} 4 @0", "scrape_series_added{env,instance,job} 2 @0", "up{env,instance,job} 1 @0",
        ], await rig.SamplesAsync());
        Assert.Equal((null, 1), (rig.Scraper.HealthOf(point)!.Taken.Failure, rig.Scraper.HealthOf(point)!.Refused));
        Assert.Equal(1, rig.Metrics.Totals.Refused.Single(entry => entry.Reason == RefusalReason.TooOld).Count);
        Assert.Equal([new MetricInfo("a", "gauge", "", "")], rig.Descriptions.TakeDue(0));
    }

    [Theory]
    [InlineData("true", """a{instance="own",job="node"} 1""")]
    [InlineData("false", """a{exported_exported_instance="own",exported_instance="x",instance="T",job="node"} 1""")]
    public async Task Labels_of_the_target_or_of_the_sample_win(string honor, string expected)
    {
        await using var exporter = new Exporter { Text = honor == "true" ? "a{instance=\"own\",job=\"\"} 1\n" : "a{instance=\"own\",exported_instance=\"x\"} 1\n" };
        await exporter.StartAsync();
        await using var rig = new Rig();

        await rig.Scraper.ScrapeAsync(Rig.Point(exporter.Address, $$""","honorLabels":{{honor}},"relabelConfigs":[{"targetLabel":"instance","replacement":"T"}]"""), Cancelled);

        Assert.Contains(await rig.LinesAsync(), line => line.StartsWith($"{expected} @", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_vanishes_ends_with_a_stale_marker()
    {
        await using var exporter = new Exporter { Text = "a 1\nb 1\nc 1\nt 1 $NOW\n" };
        await exporter.StartAsync();
        await using var rig = new Rig();
        var point = Rig.Point(exporter.Address, "");

        await rig.Scraper.ScrapeAsync(point, Cancelled);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        exporter.Text = "a 2\nc 2\n";
        await rig.Scraper.ScrapeAsync(point, Cancelled);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        exporter.Status = 503;
        await rig.Scraper.ScrapeAsync(point, Cancelled);
        Assert.Equal("it answered 503", rig.Scraper.HealthOf(point)!.Taken.Failure);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        exporter.Status = 200;
        await rig.Scraper.ScrapeAsync(point, Cancelled);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.Scraper.End(point);
        rig.Scraper.End(point);

        Assert.Equal(
        [
            "a{instance,job} 1 @0", "b{instance,job} 1 @0", "c{instance,job} 1 @0", "t{instance,job} 1 @0",
            "a{instance,job} 2 @1", "b{instance,job} stale @1", "c{instance,job} 2 @1",
            "a{instance,job} stale @2", "c{instance,job} stale @2",
            "a{instance,job} 2 @3", "c{instance,job} 2 @3",
            "a{instance,job} stale @4", "c{instance,job} stale @4",
        ], (await rig.SamplesAsync()).Where(line => line[1] == '{').OrderBy(line => line[^1]));
        Assert.Equal(["1 @0", "1 @1", "0 @2", "1 @3", "stale @4"], (await rig.SamplesAsync()).Where(line => line.StartsWith("up{", StringComparison.Ordinal)).Select(line => line["up{instance,job} ".Length..]).OrderBy(line => line[^1]));
        Assert.Equal(["4 @0", "0 @1", "0 @2", "2 @3", "stale @4"], (await rig.SamplesAsync()).Where(line => line.StartsWith("scrape_series_added{", StringComparison.Ordinal)).Select(line => line["scrape_series_added{instance,job} ".Length..]).OrderBy(line => line[^1]));
    }

    [Fact]
    public async Task A_series_that_goes_on_under_other_bytes_does_not_end()
    {
        await using var exporter = new Exporter { Text = "a{x=\"1\"} 1\n" };
        await exporter.StartAsync();
        await using var rig = new Rig();
        var point = Rig.Point(exporter.Address, ""","sampleLimit":1,"metricRelabelConfigs":[{"action":"labeldrop","regex":"x"}]""");

        await rig.Scraper.ScrapeAsync(point, Cancelled);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        exporter.Text = "a{x=\"2\"} 2\n";
        await rig.Scraper.ScrapeAsync(point, Cancelled);

        Assert.Equal(["a{instance,job} 1 @0", "a{instance,job} 2 @1"], (await rig.SamplesAsync()).Where(line => line[0] == 'a'));
    }

    [Theory]
    [InlineData("a 1\nb x\n", "", "line 2, column 3: the value is no number a 64-bit float holds")]
    [InlineData("<html>\n", "", "line 1, column 7: the value is missing")]
    [InlineData("a 1\nb 2\nc 3\n", ""","sampleLimit":2""", "it has more than 2 samples (sampleLimit)")]
    [InlineData("a 1\nb 2\n", ""","bodySizeLimit":7""", "its text is longer than 7 bytes (bodySizeLimit)")]
    [InlineData("a 1\n", ""","metricsPath":"/openmetrics" """, "the text does not end with # EOF, so it may be cut off")]
    [InlineData("a 1\n", ""","metricsPath":"/circle" """, "it redirected more than 10 times")]
    public async Task A_scrape_that_fails_brings_nothing_but_says_why(string text, string options, string failure)
    {
        await using var exporter = new Exporter { Text = text };
        await exporter.StartAsync();
        await using var rig = new Rig();
        var point = Rig.Point(exporter.Address, options);

        await rig.Scraper.ScrapeAsync(point, Cancelled);

        Assert.Equal(ScrapeTaken.Failed(failure), rig.Scraper.HealthOf(point)!.Taken);
        Assert.Equal(["scrape_samples_post_metric_relabeling{instance,job} 0 @0", "scrape_samples_scraped{instance,job} 0 @0", "scrape_series_added{instance,job} 0 @0", "up{instance,job} 0 @0"], await rig.SamplesAsync());
    }

    [Fact]
    public async Task A_target_that_does_not_answer_is_down()
    {
        await using var hanging = await TestServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var rig = new Rig();
        var (stuck, nobody) = (Rig.Point(hanging.Address, ""), Rig.Point(new Uri("http://127.0.0.1:1"), ""));

        var scrape = rig.Scraper.ScrapeAsync(stuck, Cancelled);
        rig.Clock.Advance(TimeSpan.FromSeconds(10));
        await scrape;
        await rig.Scraper.ScrapeAsync(nobody, Cancelled);

        Assert.Equal("no whole answer within 10 s", rig.Scraper.HealthOf(stuck)!.Taken.Failure);
        Assert.Equal("Connection refused", rig.Scraper.HealthOf(nobody)!.Taken.Failure);
    }

    [Fact]
    public async Task Credentials_go_to_the_target_and_not_where_it_redirects()
    {
        var asked = new List<string>();
        await using var other = await TestServer.StartAsync(context => AnswerAsync(context, "other"));
        await using var first = await TestServer.StartAsync(context =>
        {
            asked.Add($"first {context.Request.Headers.Authorization} {context.Request.Headers["X-Prometheus-Scrape-Timeout-Seconds"]}");
            context.Response.Redirect(new Uri(other.Address, "/x").AbsoluteUri);
            return Task.CompletedTask;
        });
        await using var rig = new Rig();

        await rig.Scraper.ScrapeAsync(Rig.Point(first.Address, ""","bearerToken":"s3" """), Cancelled);

        Assert.Equal(["first Bearer s3 10", "other "], asked);
        Assert.Contains("a{instance,job} 1 @0", await rig.SamplesAsync());

        Task AnswerAsync(HttpContext context, string name)
        {
            asked.Add($"{name} {context.Request.Headers.Authorization}");
            return context.Response.WriteAsync("a 1\n");
        }
    }

    [Fact]
    public async Task A_packed_text_is_unpacked_and_its_whole_size_counts()
    {
        await using var exporter = new Exporter { Text = $"a 1\n{new string('#', 100_000)}\n", Packed = true };
        await exporter.StartAsync();
        await using var rig = new Rig();
        var (fits, tooLong) = (Rig.Point(exporter.Address, ""), Rig.Point(exporter.Address, ""","bodySizeLimit":50000"""));

        await rig.Scraper.ScrapeAsync(fits, Cancelled);
        Assert.Null(rig.Scraper.HealthOf(fits)!.Taken.Failure);
        await rig.Scraper.ScrapeAsync(tooLong, Cancelled);
        Assert.NotNull(rig.Scraper.HealthOf(tooLong)!.Taken.Failure);
    }

    [Fact]
    public async Task A_packed_text_that_ends_early_is_no_scrape()
    {
        // Whole for HTTP, and the decoder takes its end for the end of the text.
        await using var exporter = new Exporter { Text = $"a 1\n{new string('#', 1_000)}\nb 2\n", Packed = true, MissingBytes = 12 };
        await exporter.StartAsync();
        await using var rig = new Rig();
        var point = Rig.Point(exporter.Address, "");

        await rig.Scraper.ScrapeAsync(point, Cancelled);

        Assert.Equal(ScrapeTaken.Failed("its gzip text ends early"), rig.Scraper.HealthOf(point)!.Taken);
        Assert.Contains("up{instance,job} 0 @0", await rig.SamplesAsync());
    }

    [Fact]
    public async Task A_packed_text_of_several_members_is_read_whole()
    {
        await using var exporter = new Exporter { Text = "a 1\nb 2\nc 3\n", Packed = true, Members = 3 };
        await exporter.StartAsync();
        await using var rig = new Rig();
        var (fits, tooLong) = (Rig.Point(exporter.Address, ""), Rig.Point(exporter.Address, ""","bodySizeLimit":11"""));

        await rig.Scraper.ScrapeAsync(fits, Cancelled);
        Assert.Null(rig.Scraper.HealthOf(fits)!.Taken.Failure);
        Assert.Contains("c{instance,job} 3 @0", await rig.SamplesAsync());
        await rig.Scraper.ScrapeAsync(tooLong, Cancelled);
        Assert.NotNull(rig.Scraper.HealthOf(tooLong)!.Taken.Failure);
    }

    [Fact]
    public async Task The_schedule_scrapes_on_its_own_and_ends_what_is_deleted()
    {
        await using var exporter = new Exporter { Text = "a 1\n" };
        await exporter.StartAsync();
        await using var rig = new Rig(TimeProvider.System);
        var store = new MemoryScrapeStore();
        var job = Rig.Point(exporter.Address, ""","intervalSeconds":1""").Job;
        await store.AddAsync(job, Cancelled);
        using var changes = new Changes<ScrapePoint>();
        using var scheduler = new ScrapeScheduler(store, changes, new Leader(), rig.Scraper, Options.Create(new ScrapeOptions()), TimeProvider.System, NullLogger<ScrapeScheduler>.Instance);
        await scheduler.StartAsync(Cancelled);

        await rig.SeenAsync(lines => lines.Count(line => line.StartsWith("a{", StringComparison.Ordinal)) >= 2);
        await store.DeleteAsync(job.Id, Cancelled);
        changes.Announce();
        await rig.SeenAsync(lines => lines.Any(line => line.StartsWith("up{", StringComparison.Ordinal) && line.Contains(" stale ", StringComparison.Ordinal)));

        await scheduler.StopAsync(Cancelled);
    }

    /// <summary>An exporter on loopback.</summary>
    private sealed class Exporter : IAsyncDisposable
    {
        private TestServer? _server;

        public string Text { get; set; } = "";

        public int Status { get; set; } = 200;

        public bool Packed { get; init; }

        /// <summary>How many bytes a packed text lacks at its end.</summary>
        public int MissingBytes { get; init; }

        /// <summary>How many gzip members a packed text is cut into.</summary>
        public int Members { get; init; } = 1;

        public Uri Address => _server!.Address;

        public async Task StartAsync() => _server = await TestServer.StartAsync(AnswerAsync);

        public ValueTask DisposeAsync() => _server!.DisposeAsync();

        private async Task AnswerAsync(HttpContext context)
        {
            context.Response.StatusCode = Status;
            if (context.Request.Path == "/circle")
            {
                context.Response.Redirect("/circle");
                return;
            }

            context.Response.ContentType = context.Request.Path == "/openmetrics" ? "application/openmetrics-text; version=1.0.0" : "text/plain; version=0.0.4";
            var text = Encoding.UTF8.GetBytes(Text.Replace("$NOW", $"{Rig.Start.ToUnixTimeMilliseconds()}", StringComparison.Ordinal));
            if (!Packed)
            {
                await context.Response.Body.WriteAsync(text, Cancelled);
                return;
            }

            context.Response.Headers.ContentEncoding = "gzip";
            using var packed = new MemoryStream();
            foreach (var part in text.Chunk((text.Length + Members - 1) / Members))
            {
                await using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
                await gzip.WriteAsync(part, Cancelled);
            }

            await context.Response.Body.WriteAsync(packed.ToArray().AsMemory(..^MissingBytes), Cancelled);
        }
    }

    /// <summary>A scraper with a broker in memory.</summary>
    private sealed class Rig : IAsyncDisposable
    {
        public static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

        private readonly MemoryBus _bus = new();
        private readonly SamplePublisher _publisher;
        private readonly OwnSamples _own;
        private readonly ScrapeFetch _fetch;
        private int _marks;

        public Rig(TimeProvider? clock = null)
        {
            var time = clock ?? Clock;
            var admission = Options.Create(new AdmissionOptions());
            var catalogue = new SeriesCatalogue(admission.Value);
            _publisher = new SamplePublisher(_bus, Options.Create(new BusOptions { Partitions = 1 }), Options.Create(new PublishingOptions()), TimeProvider.System, Metrics, NullLogger<SamplePublisher>.Instance);
            _own = new OwnSamples(_publisher, catalogue, TimeProvider.System, Metrics, NullLogger<OwnSamples>.Instance);
            _fetch = new ScrapeFetch(time);
            Scraper = new Scraper(_fetch, new BodyBudget(Options.Create(new ReceiverOptions())), catalogue, Descriptions, _own, admission, Metrics, time, NullLogger<Scraper>.Instance);
        }

        public ManualTimeProvider Clock { get; } = new(Start);

        public IngestionMetrics Metrics { get; } = new();

        public MetricDescriptions Descriptions { get; } = new();

        public Scraper Scraper { get; }

        public static ScrapePoint Point(Uri address, string options)
        {
            var written = $$"""{"job":"node","targets":["{{address.Authority}}"]{{options}}}""";
            var job = ScrapeRules.Check(JsonSerializer.Deserialize<ScrapeInput>(written, ScrapeFile.Json)!, Guid.NewGuid(), TargetOrigin.Api).Job!;
            return new ScrapePoint(job, Assert.Single(job.Targets));
        }

        /// <summary>All samples sent so far; a mark behind them tells that none is still on its way.</summary>
        public async Task<IReadOnlyList<string>> LinesAsync()
        {
            var mark = $"mark_{_marks++}";
            _own.Offer([new Figure(mark, 0)], [], Start);
            await SeenAsync(lines => lines.Any(line => line.StartsWith(mark, StringComparison.Ordinal)));
            return [.. _bus.Samples.Where(line => !line.StartsWith("mark_", StringComparison.Ordinal))];
        }

        /// <summary>The samples sent so far with their labels' names alone, the time in seconds since the start; durations, which vary, are left out.</summary>
        public async Task<IReadOnlyList<string>> SamplesAsync() => [.. (await LinesAsync())
            .Where(line => !line.StartsWith("scrape_duration_seconds", StringComparison.Ordinal))
            .Select(line =>
            {
                var (brace, end, at) = (line.IndexOf('{', StringComparison.Ordinal), line.LastIndexOf('}'), line.LastIndexOf('@'));
                var names = line[(brace + 1)..end].Split("\",").Select(label => label.Split('=')[0]);
                var seconds = (long.Parse(line[(at + 1)..], null) - Start.ToUnixTimeMilliseconds()) / 1_000;
                return $"{line[..brace]}{{{string.Join(',', names)}}}{line[(end + 1)..at]}@{seconds}";
            })
            .Order(StringComparer.Ordinal)];

        public async Task SeenAsync(Func<IReadOnlyList<string>, bool> enough)
        {
            await StartAsync();
            while (!enough([.. _bus.Samples]))
            {
                Cancelled.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        public async ValueTask DisposeAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await _own.StopAsync(limit.Token);
            await _publisher.StopAsync(limit.Token);
            _own.Dispose();
            _publisher.Dispose();
            _fetch.Dispose();
            Metrics.Dispose();
        }

        private async Task StartAsync()
        {
            if (_own.ExecuteTask is null)
            {
                await _publisher.StartAsync(Cancelled);
                await _own.StartAsync(Cancelled);
            }
        }
    }

    private sealed class Leader : ILeadership
    {
        public Task<bool?> HoldsAsync(CancellationToken cancellationToken) => Task.FromResult<bool?>(true);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
