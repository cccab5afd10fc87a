using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Contracts;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Mailing;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;

namespace PerfMonitor.Reporting.Tests.Mailing;

/// <summary>A delivery with a mail server and a bus that do what a test wants.</summary>
internal sealed class DeliveryFixture
{
    public DeliveryFixture(IReportQueue queue, IMeterFactory meters)
    {
        Metrics = new ReportingMetrics(meters);
        Delivery = new ReportDelivery(
            queue,
            Mailer,
            Announcer,
            new ReportLinks(new ReportingOptions(), new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Self:Url", (string?)"https://monitor.example.test/")]).Build()),
            Options.Create(new ReportingOptions { TimeZone = "UTC" }),
            Options.Create(new GenerationOptions()),
            Metrics,
            new ManualTimeProvider(),
            NullLogger<ReportDelivery>.Instance);
    }

    public static StoredFile Pdf { get; } = new("pdf", "application/pdf", "daily-report-2025-11-21.pdf", 3, [1, 2, 3]);

    public ReportDelivery Delivery { get; }

    public ReportingMetrics Metrics { get; }

    public FakeMailer Mailer { get; } = new();

    public FakeAnnouncer Announcer { get; } = new();

    internal sealed class FakeMailer : IMailer
    {
        public List<MailMessage> Sent { get; } = [];

        public Exception? Failure { get; set; }

        public IReadOnlyList<RefusedRecipient> Refused { get; set; } = [];

        public bool IsConfigured => true;

        public Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken)
        {
            Sent.Add(message);
            return Failure is null ? Task.FromResult(new MailReceipt("<id>", Refused)) : throw Failure;
        }
    }

    internal sealed class FakeAnnouncer : IReportAnnouncer
    {
        public List<ReportReady> Announced { get; } = [];

        public string? Problem { get; set; }

        public Task<string?> AnnounceAsync(ReportReady ready, CancellationToken cancellationToken)
        {
            Announced.Add(ready);
            return Task.FromResult(Problem);
        }
    }
}
