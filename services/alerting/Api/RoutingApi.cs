using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>The routing tree in use, with everything inherited filled in.</summary>
internal static class RoutingApi
{
    public static void MapRouting(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/routing", (PipelineRules rules, IOptions<RoutingOptions> options, AlertmanagerFile file) => TypedResults.Ok(new RoutingModel(
            RouteModel.Of(rules.Tree.Root, rules),
            rules.Tree.Inhibit.Select(rule => new InhibitModel(rule.Source.Write(), rule.Target.Write(), rule.Equal)).ToList(),
            options.Value.AlertmanagerFile is { Length: > 0 } path ? path : null,
            file.Remarks))).RequireAuthorization(Roles.Viewer);
}

/// <param name="Route">The top of the tree.</param>
/// <param name="Inhibit">What holds others back.</param>
/// <param name="File">Alertmanager's file, where the tree comes from one.</param>
/// <param name="Remarks">What of that file is not taken over.</param>
internal sealed record RoutingModel(RouteModel Route, IReadOnlyList<InhibitModel> Inhibit, string? File, IReadOnlyList<string> Remarks);

/// <summary>One route; the channels are those that work.</summary>
internal sealed record RouteModel(
    string Id,
    string Matchers,
    bool Continue,
    IReadOnlyList<string> GroupBy,
    double GroupWaitSeconds,
    double GroupIntervalSeconds,
    double RepeatIntervalSeconds,
    IReadOnlyList<string> Channels,
    IReadOnlyList<string> MuteTimes,
    IReadOnlyList<string> ActiveTimes,
    IReadOnlyList<RouteModel> Routes)
{
    public static RouteModel Of(AlertRoute route, PipelineRules rules) => new(
        route.Id,
        route.Matchers.Write(),
        route.Continue,
        route.GroupBy ?? ["..."],
        route.GroupWait.TotalSeconds,
        route.GroupInterval.TotalSeconds,
        route.RepeatInterval.TotalSeconds,
        route.Channels.Where(rules.Channels.ContainsKey).ToList(),
        route.MuteTimes.Select(times => times.Name).ToList(),
        route.ActiveTimes.Select(times => times.Name).ToList(),
        route.Routes.Select(child => Of(child, rules)).ToList());
}

internal sealed record InhibitModel(string Source, string Target, IReadOnlyList<string> Equal);
