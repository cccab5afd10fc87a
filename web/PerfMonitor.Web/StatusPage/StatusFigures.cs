using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.StatusPage;

/// <summary>What analytics said, series by series; the label <c>target</c> is the name.</summary>
internal sealed record StatusFigures(
    IReadOnlyList<PrometheusSeries> Now,
    IReadOnlyList<PrometheusSeries> Response,
    IReadOnlyList<PrometheusSeries> LastDay,
    IReadOnlyList<PrometheusSeries> LastWell,
    IReadOnlyList<PrometheusSeries> EachDay);
