namespace PerfMonitor.Reporting.Reports;

/// <summary>Makes a report of the data: pure, so the same data always make the same report.</summary>
internal static class ReportBuilder
{
    public static Report Build(ReportRequest request, ReportData data, TimeZoneInfo zone, DateTimeOffset now)
    {
        var availability = AvailabilitySection.Build(data, request.Period);
        var hosts = HostSection.Build(data);
        var alerts = AlertSection.Build(data, request.Period);
        return new Report
        {
            Id = request.Id,
            Title = request.Title,
            Period = request.Period,
            Zone = zone,
            GeneratedAt = now,
            RequestedBy = request.RequestedBy,
            Headline = Headline.Of(availability, hosts, alerts),
            Availability = availability,
            Hosts = hosts,
            Alerts = alerts,
            Omissions = [.. Omissions(availability, hosts, alerts, data)],
            Queries = data.Queries,
            Step = ReportQueries.Step(request.Period),
        };
    }

    private static IEnumerable<string> Omissions(AvailabilityReport availability, IReadOnlyList<HostReport> hosts, AlertReport alerts, ReportData data)
    {
        if (availability.Targets.Count > ReportLimits.Targets)
        {
            yield return $"The table shows the {ReportLimits.Targets} worst of {availability.Targets.Count} targets.";
        }

        if (availability.Targets.Count > ReportLimits.TargetCharts)
        {
            yield return $"Charts of response times are drawn for the {ReportLimits.TargetCharts} worst of {availability.Targets.Count} targets.";
        }

        if (availability.Episodes > ReportLimits.Episodes)
        {
            yield return $"The table of downtimes shows the {ReportLimits.Episodes} longest of {availability.Episodes}.";
        }

        if (hosts.Count > ReportLimits.Hosts)
        {
            yield return $"Charts are drawn for the {ReportLimits.Hosts} busiest of {hosts.Count} hosts.";
        }

        if (alerts.Alerts.Count > ReportLimits.Alerts)
        {
            yield return $"The table of alerts shows the newest {ReportLimits.Alerts} of {alerts.Alerts.Count}.";
        }

        if (data.AlertsAreCut)
        {
            yield return $"Alerting gives at most {data.Alerts.Count} alerts at once, the newest; older ones of this period may be missing.";
        }

        foreach (var warning in data.Warnings)
        {
            yield return $"Analytics warned: {warning}";
        }

        if (data.StateWindow is { } window)
        {
            yield return $"There are too many single checks in this period: downtimes are told to the nearest {Wording.Duration(window)}, each window as bad as its worst check.";
        }
    }
}
