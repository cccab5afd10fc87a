using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PerfMonitor.Reporting;

/// <summary>Reporting's own metrics; all exist from the start, so that zero is visible.</summary>
internal sealed class ReportingMetrics
{
    private const string Name = "PerfMonitor.Reporting";

    private readonly Counter<long> _finished;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _mailed;
    private readonly Counter<long> _deleted;
    private readonly Histogram<double> _duration;

    public ReportingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _finished = meter.CreateCounter<long>("perfmonitor.reports.finished", "{report}", "Reports made or given up.");
        _retried = meter.CreateCounter<long>("perfmonitor.reports.retried", "{attempt}", "Attempts that did not succeed and are repeated.");
        _mailed = meter.CreateCounter<long>("perfmonitor.reports.mails", "{mail}", "Mails of reports by outcome.");
        _deleted = meter.CreateCounter<long>("perfmonitor.reports.deleted", "{report}", "Reports deleted because of their age or their size.");
        _duration = meter.CreateHistogram<double>("perfmonitor.reports.duration", "s", "Time to make a report.");
        foreach (var outcome in (string[])["ready", "failed"])
        {
            _finished.Add(0, Tag("outcome", outcome));
        }

        foreach (var outcome in (string[])["sent", "retried", "failed"])
        {
            _mailed.Add(0, Tag("outcome", outcome));
        }

        foreach (var reason in (string[])["age", "size"])
        {
            _deleted.Add(0, Tag("reason", reason));
        }

        _retried.Add(0);
    }

    public static ActivitySource Activities { get; } = new(Name);

    public void Finished(string outcome, TimeSpan? elapsed)
    {
        _finished.Add(1, Tag("outcome", outcome));
        if (elapsed is { } duration)
        {
            _duration.Record(duration.TotalSeconds);
        }
    }

    public void Retried() => _retried.Add(1);

    public void Mailed(string outcome) => _mailed.Add(1, Tag("outcome", outcome));

    public void Deleted(string reason, long count) => _deleted.Add(count, Tag("reason", reason));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
