using System.Globalization;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Actions;

/// <summary>Asks for actions, and takes those that may be taken: one after the other, each checked afterwards.</summary>
internal sealed class ActionRunner(ActionStore store, ActionExecutor executor, ActionHttp http, Func<MetricClient> metrics, IOptions<ActionsOptions> options, TimeProvider clock, ILogger<ActionRunner> logger)
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    // How long one question for the value of a post-condition may take.
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(10);

    // The lease beyond time-out and post-condition: asking for the value before, and writing down what came of it, also while the database is away.
    private static readonly TimeSpan LeaseReserve = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RecordingPause = TimeSpan.FromMilliseconds(200);

    public IReadOnlyList<ActionOptions> Actions => options.Value.All;

    /// <summary>What a run would do, in words; null where the action is configured no more.</summary>
    public string? Describe(string action, Alert alert) => Actions.FirstOrDefault(one => one.Name == action) is { } known ? executor.Describe(known, alert) : null;

    /// <summary>Asks for a run; the same key twice is the same run.</summary>
    public async Task<(ActionRun Run, bool IsNew)> AskAsync(ActionOptions action, Alert alert, string user, string key, bool dryRun, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var gate = ActionGate.Decide(action, await store.RequestAsync(action.Name, dryRun || action.DryRun, cancellationToken), now);
        var (state, outcome) = gate switch
        {
            ActionGate.Run => ("approved", (string?)null),
            ActionGate.Ask => ("proposed", null),
            ActionGate.Refuse refuse => ("refused", refuse.Reason),
            _ => throw new InvalidOperationException($"A gate of the kind {gate.GetType().Name} is not known."),
        };
        return await store.AddAsync(Guid.CreateVersion7(now), key, action.Name, alert.Id, state, dryRun || action.DryRun, user, outcome, now, cancellationToken);
    }

    /// <summary>Asks for what alerts ask for, then takes what may be taken.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var action in Actions.Where(static action => action is { Automatic: true, Off: null }))
        {
            var matchers = action.Match.Select(LabelMatchers.Parse).ToList();
            foreach (var alert in (await store.FiringWithoutAsync(action.Name, cancellationToken)).Where(alert => matchers.AllMatch(alert.Labels)))
            {
                await AskAsync(action, alert, "alerting", $"{action.Name}|{alert.FiredEventId}", dryRun: false, cancellationToken);
            }
        }

        while (await store.ClaimAsync(clock.GetUtcNow(), LeaseReserve, cancellationToken) is { } run)
        {
            var (state, outcome) = await TakeAsync(run, cancellationToken);
            Log.Acted(logger, run.Action, run.Alert.Name, run.Alert.Fingerprint, state, outcome);
            await RecordAsync(run, state, outcome);
        }
    }

    // What was done is recorded also while the database is away, as long as nobody else may have taken the run: what is not recorded is done again.
    private async Task RecordAsync(ClaimedRun run, string state, string outcome)
    {
        using var patience = new CancellationTokenSource(LeaseReserve / 2, clock);
        while (true)
        {
            try
            {
                if (!await store.FinishAsync(run, state, outcome, clock.GetUtcNow(), patience.Token))
                {
                    Log.ActedTwice(logger, run.Id, run.Action);
                }

                return;
            }
            catch (Exception fault) when (TransientFaults.IsTransient(fault))
            {
                await Task.Delay(RecordingPause, clock, patience.Token);
            }
        }
    }

    private async Task<(string State, string Outcome)> TakeAsync(ClaimedRun run, CancellationToken cancellationToken)
    {
        if (Actions.FirstOrDefault(action => action.Name == run.Action) is not { } action)
        {
            return ("refused", "the action is configured no more");
        }

        if (run.DryRun)
        {
            return ("succeeded", $"dry run: would {executor.Describe(action, run.Alert)}");
        }

        var before = run.ValueBefore ?? (action.Verify is { } verify ? await ValueAsync(verify, run.Alert, cancellationToken) : null);
        var lease = action.Timeout + (action.Verify?.Within ?? TimeSpan.Zero) + AskLimit + LeaseReserve;

        // The switch may have been thrown, or the action taken for another alert, since this run was approved.
        Func<ActionRequest, string?> block = run.StartedBefore ? ActionGate.Hold : request => ActionGate.Block(action, request, clock.GetUtcNow());
        if (await store.StartAsync(run, before, block, clock.GetUtcNow(), lease, cancellationToken) is { } reason)
        {
            return run.StartedBefore ? ("failed", $"the process ended while it ran, and it is not taken up again: {reason}") : ("refused", reason);
        }

        var outcome = await executor.ExecuteAsync(action, run, clock.GetUtcNow(), cancellationToken);
        if (!outcome.Succeeded || action.Verify is not { } condition)
        {
            return (outcome.Succeeded ? "succeeded" : "failed", outcome.Text);
        }

        var (holds, words) = await VerifyAsync(condition, before, run.Alert, cancellationToken);
        return (holds ? "succeeded" : "failed", $"{outcome.Text}; {words}");
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
