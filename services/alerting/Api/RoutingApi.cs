using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Api;

/// <summary>The routing tree in use, with everything inherited filled in.</summary>
internal static class RoutingApi
{
    // Alerts that show which ways are taken.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);
    private const int MostRecent = 5000;

    public static void MapRouting(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/routing", async (PipelineRules rules, IOptions<RoutingOptions> options, AlertmanagerFile file, Receivers.Channels channels, AlertQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            var recent = await queries.ListAsync(AlertFilter.Since(clock.GetUtcNow() - Recent, MostRecent), cancellationToken);
            var warnings = RouteReview.Warnings(rules.Tree, [.. channels.All.Where(channel => channel.IsUsable).Select(channel => channel.Name)], recent);
            return TypedResults.Ok(new RoutingModel(
                RouteModel.Of(rules.Tree.Root, rules, warnings),
                rules.Tree.Inhibit.Select(rule => new InhibitModel(rule.Source.Write(), rule.Target.Write(), rule.Equal, rule.EqualBut)).ToList(),
                options.Value.Dependencies.Select(dependency => new DependencyModel(dependency.Target, dependency.Behind, dependency.When)).ToList(),
                options.Value.AlertmanagerFile is { Length: > 0 } path ? path : null,
                file.Remarks));
        }).RequireAuthorization(Roles.Viewer);
}

/// <param name="Route">The top of the tree.</param>
/// <param name="Inhibit">What holds others back.</param>
/// <param name="Dependencies">What is behind what.</param>
/// <param name="File">Alertmanager's file, where the tree comes from one.</param>
/// <param name="Remarks">What of that file is not taken over.</param>
internal sealed record RoutingModel(RouteModel Route, IReadOnlyList<InhibitModel> Inhibit, IReadOnlyList<DependencyModel> Dependencies, string? File, IReadOnlyList<string> Remarks);

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
    double CooldownSeconds,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<RouteModel> Routes)
{
    public static RouteModel Of(AlertRoute route, PipelineRules rules, IReadOnlyDictionary<string, IReadOnlyList<string>> warnings) => new(
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
        route.Cooldown.TotalSeconds,
        warnings.GetValueOrDefault(route.Id, []),
        route.Routes.Select(child => Of(child, rules, warnings)).ToList());
}

internal sealed record InhibitModel(string Source, string Target, IReadOnlyList<string> Equal, IReadOnlyList<string>? EqualBut);

internal sealed record DependencyModel(string Target, IReadOnlyList<string> Behind, IReadOnlyList<string> When);
