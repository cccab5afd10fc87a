using System.Globalization;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Actions;

/// <summary>Takes runs that may be taken, and checks each afterwards.</summary>
internal sealed class ActionRunner(ActionStore store, ActionExecutor executor, ActionHttp http, Func<MetricClient> metrics, IOptions<ActionsOptions> options, TimeProvider clock, ILogger<ActionRunner> logger)
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    // How long one question for the value of a post-condition may take.
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(10);

    // The lease beyond time-out and post-condition: asking for the value before, and writing down what came of it, also while the database is away.
    private static readonly TimeSpan LeaseReserve = TimeSpan.FromMinutes(1);

    public IReadOnlyList<ActionOptions> Actions => options.Value.All;

    /// <summary>What a run would do, in words; null where the action is configured no more.</summary>
    public string? Describe(string action, Alert alert) => options.Value.Find(action) is { } known ? executor.Describe(known, alert) : null;

    /// <summary>Takes what may be taken, until nothing is left. Any number may do so at once.</summary>
    /// <param name="taken">Called with each run that is in hand, so that somebody else looks for the next.</param>
    /// <param name="cancellationToken">Ends what is under way; its lease stays, and another process takes it up.</param>
    public async Task RunAsync(Action taken, CancellationToken cancellationToken)
    {
        while (await store.ClaimAsync(clock.GetUtcNow(), LeaseReserve, cancellationToken) is { } run)
        {
            taken();
            var standing = await TakeAsync(run, cancellationToken);
            Log.Acted(logger, run.Action, run.Alert.Name, run.Alert.Fingerprint, standing.State, standing.Outcome);

            // As long as nobody else may have taken the run.
            if (!await Recording.RunAsync($"The record of run {run.Id}", over => store.FinishAsync(run, standing, clock.GetUtcNow(), over), LeaseReserve / 2, clock, logger))
            {
                Log.ActedTwice(logger, run.Id, run.Action);
            }
        }
    }

    private async Task<Standing> TakeAsync(ClaimedRun run, CancellationToken cancellationToken)
    {
        if (options.Value.Find(run.Action) is not { } action)
        {
            return new(RunState.Refused, "the action is configured no more");
        }

        if (run.DryRun)
        {
            return new(RunState.Succeeded, $"dry run: would {executor.Describe(action, run.Alert)}");
        }

        var before = run.ValueBefore ?? (action.Verify is { } verify ? await ValueAsync(verify, run.Alert, cancellationToken) : null);
        var lease = action.Timeout + (action.Verify?.Within ?? TimeSpan.Zero) + AskLimit + LeaseReserve;

        // The switch may have been thrown, or the action taken for another alert, since this run was approved.
        Func<ActionRequest, ActionGate> decide = run.StartedBefore ? ActionGate.Resume : request => ActionGate.Start(action, request with { ByPerson = !run.IsAutomatic }, clock.GetUtcNow());
        var gate = await store.StartAsync(run, ActionTarget.Of(action, run.Alert.Labels), before, decide, clock.GetUtcNow(), lease, cancellationToken);
        if (gate is not ActionGate.Run)
        {
            var standing = Standing.Of(gate, run.IsAutomatic);
            return run.StartedBefore ? new(RunState.Failed, $"the process ended while it ran, and it is not taken up again: {standing.Outcome}") : standing;
        }

        var outcome = await executor.ExecuteAsync(action, run, clock.GetUtcNow(), cancellationToken);
        if (!outcome.Succeeded || action.Verify is not { } condition)
        {
            return new(outcome.Succeeded ? RunState.Succeeded : RunState.Failed, outcome.Text);
        }

        var (holds, words) = await VerifyAsync(condition, before, run.Alert, cancellationToken);
        return new(holds ? RunState.Succeeded : RunState.Failed, $"{outcome.Text}; {words}");
    }

    private async Task<(bool Holds, string Words)> VerifyAsync(PostCondition condition, double? before, Alert alert, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + condition.Within;
        while (true)
        {
            var after = await ValueAsync(condition, alert, cancellationToken);
            if (condition.Holds(before, after))
            {
                return (true, $"checked: {Words(before)} before, {Words(after)} after");
            }

            if (clock.GetUtcNow() >= until)
            {
                return (false, $"the post-condition does not hold after {Text.Of(condition.Within)}: {Words(before)} before, {Words(after)} after");
            }

            await Task.Delay(CheckInterval, clock, cancellationToken);
        }
    }

    private async Task<double?> ValueAsync(PostCondition condition, Alert alert, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AskLimit);
        try
        {
            return condition.Query.Length > 0
                ? await metrics().ValueAsync(ActionTemplate.InQuery(condition.Query, alert.Labels), limit.Token)
                : await http.NumberAsync(ActionTemplate.InUrl(condition.Url, alert.Labels), condition.Field, limit.Token);
        }
        catch (Exception unknown) when (unknown is HttpRequestException or IOException or InvalidOperationException or UriFormatException || (unknown is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Nobody answers, or the address of analytics is not configured. A value that is not known does not hold. An address may hold a secret.
            Log.PostConditionUnknown(logger, condition.Query.Length > 0 ? condition.Query : "Verify:Url", unknown.Message);
            return null;
        }
    }

    private static string Words(double? value) => value is { } known ? known.ToString("G6", CultureInfo.InvariantCulture) : "not known";
}
