using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Generation;

/// <summary>A queue in memory that holds one report and writes down what happens to it.</summary>
internal sealed class FakeQueue : IReportQueue
{
    private Claim? _due;

    public List<string> Events { get; } = [];

    public List<ReportRequest> Added { get; } = [];

    public FinishedReport? Finished { get; private set; }

    public StoredFile? Pdf { get; set; }

    public int Renewals { get; private set; }

    /// <summary>Whether another process has taken the report over.</summary>
    public bool IsTakenOver { get; set; }

    /// <summary>What the next change meets.</summary>
    public Exception? Failure { get; set; }

    public static Claim Claim { get; } = new()
    {
        Request = Samples.Request,
        Lease = Guid.NewGuid(),
        IsReady = false,
        Attempts = 1,
        DeliveryAttempts = 0,
        IsAnnounced = false,
        MailIsDue = false,
        MailOpen = Samples.Request.MailTo,
    };

    public FakeQueue Offer(Claim claim)
    {
        _due = claim;
        return this;
    }

    public Task<bool> AddAsync(ReportRequest request, DateTimeOffset requestedAt, CancellationToken cancellationToken)
    {
        var isNew = Added.All(known => known.Id != request.Id);
        if (isNew)
        {
            Added.Add(request);
        }

        return Task.FromResult(isNew);
    }

    public Task<int> LengthAsync(CancellationToken cancellationToken) => Task.FromResult(Added.Count);

    public Task<Claim?> ClaimAsync(TimeSpan lease, CancellationToken cancellationToken)
    {
        var claim = _due;
        _due = null;
        return Task.FromResult(claim);
    }

    public async Task<bool> RenewAsync(Claim claim, TimeSpan lease, CancellationToken cancellationToken)
    {
        Renewals++;
        return await Note("renewed");
    }

    public async Task<bool> FinishAsync(Claim claim, FinishedReport report, CancellationToken cancellationToken)
    {
        Finished = report;
        return await Note($"finished {string.Join(' ', report.Files.Select(file => file.Format))}");
    }

    public Task<bool> RetryAsync(Claim claim, string reason, TimeSpan delay, CancellationToken cancellationToken) => Note($"retry in {delay.TotalSeconds} s: {reason}");

    public Task<bool> FailAsync(Claim claim, string reason, DateTimeOffset at, CancellationToken cancellationToken) => Note($"failed: {reason}");

    public Task<bool> ReturnAsync(Claim claim, CancellationToken cancellationToken) => Note("returned");

    public Task<StoredFile?> FileAsync(Guid id, string format, CancellationToken cancellationToken) => Task.FromResult(Pdf);

    public Task<bool> MailedAsync(Claim claim, MailResult mail, CancellationToken cancellationToken) => Note($"mail {mail.State}: {mail.Reason}{(mail.Open.Count > 0 ? $" (open: {string.Join(", ", mail.Open)})" : "")}");

    public Task<bool> DeliveredAsync(Claim claim, bool announced, TimeSpan delay, CancellationToken cancellationToken) =>
        Note($"{(announced ? "announced" : "not announced")}, again in {delay.TotalSeconds} s");

    private Task<bool> Note(string what)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        Events.Add(IsTakenOver ? $"too late: {what}" : what);
        return Task.FromResult(!IsTakenOver);
    }
}
