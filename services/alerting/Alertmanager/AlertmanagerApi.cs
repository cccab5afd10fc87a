using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>Alertmanager's API v2, so that Prometheus reports its alerts to us and <c>amtool</c> works. Refusals are JSON texts, as there.</summary>
internal static class AlertmanagerApi
{
    // A Prometheus sends some hundred alerts at a time; a restart of it may bring all at once.
    private const int MostBytes = 8 * 1024 * 1024;

    public static void MapAlertmanager(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v2");
        api.MapGet("status", (AlertmanagerStatus status) => TypedResults.Ok(status.Describe())).RequireAuthorization(Roles.Viewer);
        api.MapGet("receivers", (PipelineRules rules) => TypedResults.Ok(RoutingTree.All(rules.Tree.Root).Select(route => new ShownReceiver(route.Receiver)).Distinct())).RequireAuthorization(Roles.Viewer);
        api.MapGet("alerts", (HttpContext context, SituationReader reader, CancellationToken cancellationToken) =>
            ShowAsync(context, reader, (view, query) => TypedResults.Ok(view.Alerts(query)), cancellationToken)).RequireAuthorization(Roles.Viewer);
        api.MapGet("alerts/groups", (HttpContext context, SituationReader reader, CancellationToken cancellationToken) =>
            ShowAsync(context, reader, (view, query) => TypedResults.Ok(view.Groups(query)), cancellationToken)).RequireAuthorization(Roles.Viewer);
        api.MapPost("alerts", TakeAsync).RequireAuthorization(Roles.Operator).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        api.MapAlertmanagerSilences();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, SituationReader reader, Func<AlertView, AlertQuery, IResult> show, CancellationToken cancellationToken)
    {
        var (query, error) = AlertQuery.Read(context.Request.Query);
        return query is null ? TypedResults.BadRequest(error) : show(await reader.ReadAsync(cancellationToken), query);
    }

    // What can be taken is; what cannot is named, and the answer is a refusal, as in Alertmanager.
    private static async Task<IResult> TakeAsync(IReadOnlyList<PostedAlert?> posted, ExternalIntake intake, AlertmanagerFile file, IOptions<AlertmanagerOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var read = posted.Select(alert => ExternalAlert.Read(alert ?? new PostedAlert(), file.ResolveTimeout ?? options.Value.ResolveTimeout, clock.GetUtcNow())).ToList();
        var errors = read.Select(one => one.Error).OfType<string>().ToList();
        var refused = await intake.TakeAsync(read.Select(one => one.Alert).OfType<ExternalAlert>().ToList(), cancellationToken);
        if (refused > 0)
        {
            errors.Add($"{Text.Count(refused, "alert")} of {posted.Count} refused: {options.Value.MostAlerts} reported alerts are open already (Alertmanager:MostAlerts)");
        }

        return errors.Count == 0 ? TypedResults.Ok() : TypedResults.BadRequest(Text.Cut(string.Join("; ", errors), 4000));
    }
}

/// <summary>Reads what is known from the database.</summary>
internal sealed class SituationReader(AlertQueries alerts, SilenceStore silences, MaintenanceStore maintenance, Live<PipelineRules> rules, IOptions<PageOptions> page, TimeProvider clock)
{
    // Open alerts that are shown, the worst first.
    private const int MostShown = 10_000;

    public async Task<AlertView> ReadAsync(CancellationToken cancellationToken) => new(
        new Situation(
            await alerts.ListAsync(AlertFilter.Open(MostShown), cancellationToken),
            await silences.ListAsync(cancellationToken),
            await maintenance.ListAsync(cancellationToken),
            rules.Value.Tree,
            clock.GetUtcNow()),
        page.Value);
}

/// <summary>What <c>amtool</c> asks first.</summary>
internal sealed class AlertmanagerStatus(Live<PipelineRules> rules, TimeProvider clock)
{
    // The release whose API this is; amtool compares it with its own.
    private const string Compatible = "0.25.0";

    private readonly DateTime _startedAt = clock.GetUtcNow().UtcDateTime;

    public ServerStatus Describe() => new(
        new ClusterStatus("disabled"),
        new VersionDetails(Compatible, typeof(AlertmanagerStatus).Assembly.GetName().Version!.ToString(3), "PerfMonitor", "", "", ""),
        new ServerConfiguration(ConfigurationText.Write(rules.Value.Tree)),
        _startedAt);
}
