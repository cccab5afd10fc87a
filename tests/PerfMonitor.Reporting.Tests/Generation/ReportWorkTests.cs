using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Pdf.Layout;
using PerfMonitor.Reporting.Data;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Rendering;
using PerfMonitor.Reporting.Rendering.Csv;
using PerfMonitor.Reporting.Rendering.Pdf;
using PerfMonitor.Reporting.Tests.Data;
using PerfMonitor.Reporting.Tests.Mailing;
using PerfMonitor.Testing;

namespace PerfMonitor.Reporting.Tests.Generation;

[Trait("feature", "S2-15")]
public sealed class ReportWorkTests : IDisposable
{
    private readonly FakeQueue _queue = new();
    private readonly FixedMetrics _metrics = new(Samples.Data.Series);
    private readonly ServiceCollection _services = new();
    private GenerationOptions _options = new();
    private ServiceProvider? _provider;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _provider?.Dispose();

    [Fact]
    public async Task Nothing_due_is_nothing_done()
    {
        Assert.False(await Work().TakeOneAsync(Token));
        Assert.Empty(_queue.Events);
    }

    [Fact]
    public async Task A_report_is_made_in_all_its_forms_and_stored()
    {
        _queue.Offer(FakeQueue.Claim);

        Assert.True(await Work().TakeOneAsync(Token));

        Assert.Equal(["finished pdf csv"], _queue.Events);
        Assert.Equal(["daily-report-2025-11-21.pdf", "daily-report-2025-11-21.csv"], _queue.Finished!.Files.Select(file => file.FileName));
        Assert.StartsWith("1 of 2 targets was down: shop", _queue.Finished.Headline.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_away_puts_the_report_back_with_the_reason()
    {
        _metrics.Failure = new DataUnavailableException("analytics is away.");
        _queue.Offer(FakeQueue.Claim with { Attempts = 3 });

        await Work().TakeOneAsync(Token);

        Assert.Equal(["retry in 20 s: analytics is away."], _queue.Events);
    }

    [Fact]
    public async Task After_the_last_attempt_the_report_is_given_up()
    {
        _metrics.Failure = new DataUnavailableException("analytics is away.");
        _queue.Offer(FakeQueue.Claim with { Attempts = 24 });

        await Work().TakeOneAsync(Token);

        Assert.Equal(["failed: analytics is away."], _queue.Events);
    }

    [Fact]
    public async Task A_question_that_is_refused_is_not_asked_again()
    {
        _metrics.Failure = new DataRefusedException("no such function.");
        _queue.Offer(FakeQueue.Claim);

        await Work().TakeOneAsync(Token);

        Assert.Equal(["failed: no such function."], _queue.Events);
    }

    [Fact]
    public async Task A_fault_of_ours_fails_this_report_and_not_the_process()
    {
        _metrics.Failure = new FormatException("oops");
        _queue.Offer(FakeQueue.Claim);

        await Work().TakeOneAsync(Token);

        Assert.Equal(["failed: The report could not be made because of a fault in PerfMonitor (FormatException): oops"], _queue.Events);
    }

    [Fact]
    public async Task A_file_too_large_to_keep_is_refused()
    {
        _options = new GenerationOptions { LargestFileBytes = 100_000 };
        _services.AddSingleton<IReportRenderer>(new LargeRenderer(100_001));
        _queue.Offer(FakeQueue.Claim);

        await Work().TakeOneAsync(Token);

        Assert.Equal(["failed: The big file has 100001 bytes; Generation:LargestFileBytes allows 100000. Ask for a shorter period, or raise the setting."], _queue.Events);
    }

    [Fact]
    public async Task A_report_that_ended_every_process_is_given_up_unmade()
    {
        _queue.Offer(FakeQueue.Claim with { Attempts = 25 });

        await Work().TakeOneAsync(Token);

        Assert.Equal(["failed: Given up: 24 attempts ended without a word, as when the process is killed."], _queue.Events);
        Assert.Empty(_metrics.Asked);
    }

    [Fact]
    public async Task A_report_taken_over_by_another_process_is_dropped()
    {
        _queue.IsTakenOver = true;
        _queue.Offer(FakeQueue.Claim);

        await Work().TakeOneAsync(Token);

        Assert.Equal(["too late: finished pdf csv"], _queue.Events);
    }

    [Fact]
    public async Task A_process_that_stops_returns_the_report()
    {
        using var stopping = new CancellationTokenSource();
        _services.AddSingleton<IReportRenderer>(new StoppingRenderer(stopping));
        _queue.Offer(FakeQueue.Claim);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Work().TakeOneAsync(stopping.Token));

        Assert.Equal(["returned"], _queue.Events);
    }

    [Fact]
    public async Task Without_the_database_the_lease_is_left_to_run_out()
    {
        _queue.Offer(FakeQueue.Claim).Failure = new NpgsqlException("away");

        await Assert.ThrowsAsync<NpgsqlException>(() => Work().TakeOneAsync(Token));
    }

    [Fact]
    public async Task A_report_that_is_ready_is_delivered()
    {
        _queue.Offer(FakeQueue.Claim with { IsReady = true, DeliveryAttempts = 1 }).Pdf = DeliveryFixture.Pdf;

        await Work().TakeOneAsync(Token);

        Assert.Equal(["announced, again in 5 s"], _queue.Events);
        Assert.Empty(_metrics.Asked);
    }

    private ReportWork Work()
    {
        var options = Options.Create(_options);
        _services.AddMetrics().AddLogging();
        _services.AddSingleton<IReportRenderer>(new PdfReport(new Theme())).AddSingleton<IReportRenderer, CsvReport>();
        _services.AddSingleton<IMetricSource>(_metrics).AddSingleton<IAlertSource>(new FixedAlerts(Samples.Data.Alerts));
        _services.AddSingleton(options).AddSingleton(Options.Create(new ReportingOptions { TimeZone = "UTC" }));
        _services.AddSingleton<TimeProvider>(new ManualTimeProvider());
        _services.AddTransient<ReportDataReader>().AddTransient<ReportGenerator>();
        _provider = _services.BuildServiceProvider();
        var fixture = new DeliveryFixture(_queue, _provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        return new ReportWork(
            _queue,
            _provider.GetRequiredService<IServiceScopeFactory>(),
            fixture.Delivery,
            options,
            fixture.Metrics,
            _provider.GetRequiredService<TimeProvider>(),
            NullLogger<ReportWork>.Instance);
    }

    private sealed class LargeRenderer(int size) : IReportRenderer
    {
        public string Format => "big";

        public string ContentType => "text/plain";

        public RenderedFile Render(Reporting.Reports.Report report) => new(Format, ContentType, new byte[size]);
    }

    private sealed class StoppingRenderer(CancellationTokenSource stopping) : IReportRenderer
    {
        public string Format => "stop";

        public string ContentType => "text/plain";

        public RenderedFile Render(Reporting.Reports.Report report)
        {
            stopping.Cancel();
            return new RenderedFile(Format, ContentType, []);
        }
    }
}
