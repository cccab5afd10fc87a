using System.Globalization;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Store;

/// <summary>Where an alert stands in the list: what is open first, the worst on top, then the newest. The list goes on after it, whatever came on top meanwhile.</summary>
internal readonly record struct AlertPlace(bool IsResolved, int Rank, DateTimeOffset StartsAt, long Id)
{
    /// <summary>The same as <see cref="AlertQueries"/> sorts by; the severity counts only while an alert is open.</summary>
    public static AlertPlace Of(Alert alert) => new(!alert.IsOpen, alert.IsOpen ? Severity.Critical - alert.Severity + 1 : 0, alert.StartsAt, alert.Id);

    /// <summary>As a page is given it, to be handed back as it is.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsResolved ? 1 : 0)}.{Rank}.{StartsAt.UtcTicks}.{Id}");

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static AlertPlace? Read(string text) =>
        text.Split('.') is [var resolved, var rank, var ticks, var id]
        && resolved is "0" or "1"
        && int.TryParse(rank, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AlertPlace(resolved == "1", place, new DateTimeOffset(at, TimeSpan.Zero), number)
            : null;
}
