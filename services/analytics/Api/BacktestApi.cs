using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary><c>POST /api/v1/rules/backtest</c>: what a rule would have done.</summary>
internal static class BacktestApi
{
    // Alerts and moments listed in an answer.
    private const int MostListed = 5_000;

    public static void MapBacktest(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/rules/backtest", BacktestAsync).RequireAuthorization(Roles.Viewer).Produces<BacktestAnswer>();

    private static async Task<IResult> BacktestAsync(BacktestRequest request, BacktestRunner runner, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        if (request.Plan(clock.GetUtcNow(), errors) is not { } plan)
        {
            return RuleProblem.Invalid(errors);
        }

        try
        {
            return TypedResults.Ok(Answer(plan, await runner.RunAsync(plan, cancellationToken)));
        }
        catch (Exception failure) when (failure is PromQueryException or RuleFailedException)
        {
            return RuleProblem.Invalid(failure.Message);
        }
        catch (HistoryUnavailableException failure)
        {
            return TypedResults.Problem(failure.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "History unavailable");
        }
    }

    private static BacktestAnswer Answer(BacktestPlan plan, BacktestOutcome outcome) => new(
        outcome.Score.Summary,
        plan.Steps.At(0),
        plan.Steps.At(plan.Steps.Count - 1),
        plan.Steps.StepMs / 1000.0,
        plan.Steps.Count,
        outcome.Evaluated.TotalMilliseconds,
        plan.Main.Expression.Threshold?.Value,
        plan.Main.Expression.Threshold?.Comparison,
        ScoreModel.Of(outcome.Score),
        IncidentModel.Of(outcome.Score),
        [.. outcome.Alerts.Kept.Take(MostListed).Select(BacktestAlertModel.Of)],
        [.. outcome.Replay.Told.Take(MostListed).Select(told => new BacktestNotificationModel(told.At, told.GroupKey, told.Reason, told.ReasonText, told.Channels, told.Firing, told.Resolved, plan.Night.Contains(told.At)))],
        [.. outcome.Replay.Held.Take(MostListed)],
        outcome.Alerts.Firing.All,
        BacktestTimes.Told(outcome.Replay.Tellings, plan.Night, plan.Steps),
        [.. outcome.Sweep.Select(point => SweepModel.Of(point, plan))],
        outcome.Remarks);
}
