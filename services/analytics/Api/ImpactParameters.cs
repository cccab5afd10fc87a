using System.Globalization;
using PerfMonitor.Analysis.Impact;
using PerfMonitor.Analytics.Business;

namespace PerfMonitor.Analytics.Api;

/// <summary>What an estimate is asked with: a KPI and an incident; everything else has a default.</summary>
internal sealed record ImpactParameters(
    string? Kpi, string? Query, string[]? ExplainedBy, string? Unit, string? Per, DateTimeOffset? From, DateTimeOffset? To, string? Alert, string? History, string? Step, double? Level, string[]? Exclude)
{
    private const string UsualHistory = "28d";
    private const int MostExcluded = 100;

    /// <summary>The KPI a query describes.</summary>
    public Kpi GivenKpi(FieldErrors errors)
    {
        var kpi = new Kpi
        {
            Name = "query",
            Expression = Query ?? "",
            Unit = Unit ?? "",
            Per = TimeSpan.FromMilliseconds(Span(Per ?? "1s")),
            ExplainedBy = ExplainedBy ?? [],
        };
        foreach (var (field, messages) in kpi.Check().All)
        {
            errors.Require(Query is null, field, messages[0]);
        }

        return kpi;
    }

    /// <summary>Other incidents: an interval each, its start and end divided by a slash (ISO 8601).</summary>
    public IReadOnlyList<Incident> Excluded(FieldErrors errors)
    {
        var spans = Exclude ?? [];
        errors.Require(spans.Length <= MostExcluded, "exclude", $"At most {MostExcluded} incidents can be left out.");
        var incidents = new List<Incident>();
        foreach (var span in spans.Take(MostExcluded))
        {
            if (span.Split('/') is [var start, var end] && Moment(start) is { } from && Moment(end) is { } to)
            {
                incidents.Add(new Incident(from, to));
            }
            else
            {
                errors.Require(false, "exclude", $"'{span}' is no interval such as 2026-01-05T12:00:00Z/2026-01-05T12:30:00Z.");
            }
        }

        return incidents;
    }

    public ImpactRequest Request(Kpi kpi, Incident incident, IReadOnlyList<Incident> excluded) =>
        new(kpi, incident, Span(History ?? UsualHistory), Step is null ? null : Span(Step), Level ?? 0.95, excluded);

    // What cannot be read counts as 0, which the request's own check refuses.
    private static long Span(string text) => PromTime.TryParseDuration(text, out var span) ? span : 0;

    private static long? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUnixTimeMilliseconds() : null;
}
