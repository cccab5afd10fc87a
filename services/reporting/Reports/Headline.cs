using System.Globalization;

namespace PerfMonitor.Reporting.Reports;

/// <summary>How bad it was.</summary>
internal enum Verdict
{
    NoData,
    Good,
    Attention,
    Bad,
}

/// <summary>The report in one or two sentences.</summary>
internal sealed record Headline(Verdict Verdict, string Text)
{
    // Below this share of successful checks a target did badly, whatever else happened.
    private const double BadUptime = 0.99;

    public static Headline Of(AvailabilityReport availability, IReadOnlyList<HostReport> hosts, AlertReport alerts)
    {
        var text = $"{Targets(availability)} {Alerts(alerts)}";
        if (availability.Checks == 0 && hosts.Count == 0 && alerts.Alerts.Count == 0)
        {
            return new Headline(Verdict.NoData, "There are no data of this period: no check ran, no host reported, and no alert fired.");
        }

        var bad = alerts.Count("critical") > 0 || availability.Targets.Any(target => target.DownAtEnd || target.Uptime < BadUptime);
        var attention = alerts.Alerts.Count > 0 || availability.Targets.Any(target => target.Uptime < 1);
        return new Headline(bad ? Verdict.Bad : attention ? Verdict.Attention : Verdict.Good, text);
    }

    private static string Targets(AvailabilityReport availability)
    {
        if (availability.Checks == 0)
        {
            return "No check of a target ran.";
        }

        var failing = availability.Targets.Where(target => target.Uptime < 1).ToList();
        var count = availability.Targets.Count;
        if (failing.Count == 0)
        {
            return count == 1 ? $"{availability.Targets[0].Name} answered every check." : $"All {count} targets answered every check.";
        }

        return $"{Failing(failing, count, availability.Downtime)}{DownAtEnd(availability)}";
    }

    private static string Failing(List<TargetReport> failing, int count, TimeSpan downtime)
    {
        var worst = failing.MaxBy(target => target.Downtime)!;
        var some = string.Create(CultureInfo.InvariantCulture, $"{failing.Count} of {count} targets");
        return (failing.Count, count) switch
        {
            _ when downtime == TimeSpan.Zero => $"{(count == 1 ? worst.Name : some)} failed some checks.",
            (1, 1) => $"{worst.Name} was down for {Wording.Duration(downtime)}.",
            (1, _) => $"{some} was down: {worst.Name}, for {Wording.Duration(downtime)}.",
            _ => $"{some} were down, for {Wording.Duration(downtime)} in all; {worst.Name} the longest, for {Wording.Duration(worst.Downtime)}.",
        };
    }

    private static string DownAtEnd(AvailabilityReport availability)
    {
        var still = availability.Targets.Where(target => target.DownAtEnd).Select(target => target.Name).ToList();
        return still.Count > 0 ? $" Down at the end of the period: {Wording.List(still)}." : "";
    }

    private static string Alerts(AlertReport alerts)
    {
        var count = alerts.Alerts.Count;
        if (count == 0)
        {
            return "No alert was active.";
        }

        var critical = alerts.Count("critical");
        var active = $"{Alerts(count)} active{(critical == 0 ? "" : critical == count ? (count == 1 ? ", critical" : ", all of them critical") : $", {critical.ToString(CultureInfo.InvariantCulture)} of them critical")}.";
        if (alerts.ActiveAtEnd == count && count == 1)
        {
            return $"{active[..^1]}, still at the end of the period.";
        }

        return alerts.ActiveAtEnd == 0 ? active : $"{active} {(alerts.ActiveAtEnd == 1 ? "One was" : $"{alerts.ActiveAtEnd.ToString(CultureInfo.InvariantCulture)} were")} still active at the end of the period.";
    }

    private static string Alerts(int count) => count == 1 ? "One alert was" : $"{count.ToString(CultureInfo.InvariantCulture)} alerts were";
}
