using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Schedules;

/// <summary>The request a schedule makes when it runs.</summary>
internal static class ScheduledReport
{
    public static ReportRequest Of(string name, ReportSchedule schedule, DateTimeOffset fireTime, TimeZoneInfo zone)
    {
        var period = schedule.Period.LastBefore(fireTime, zone);
        return new ReportRequest
        {
            Id = Id(name, period),
            Title = schedule.Title,
            Period = period,
            RequestedBy = $"schedule {name}",
            MailTo = schedule.MailTo,
        };
    }

    /// <summary>The same for every run about the same period, so that a run which is repeated makes no second report.</summary>
    private static Guid Id(string name, ReportPeriod period)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{name}|{period.FromMs}|{period.ToMs}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16);

        // RFC 9562 version 8 (made by a rule of our own), variant 1.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
