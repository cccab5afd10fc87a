using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Actions;

/// <summary>Asks for runs of actions: for people, for alerts that fire, and once more for those that were put off.</summary>
internal sealed class ActionAsking(ActionStore store, IOptions<ActionsOptions> options, TimeProvider clock)
{
    // New alerts are seen at each round. One that somebody had taken and gave back, or that was stored out of turn, is seen when all are looked at again.
    private static readonly TimeSpan WholeInterval = TimeSpan.FromMinutes(1);

    // The last alert looked at for each action; as many as there are actions.
    private readonly Dictionary<string, long> _seen = [];
    private DateTimeOffset _wholeAt;

    /// <summary>Asks for a run; the same key twice is the same run.</summary>
    public async Task<(ActionRun Run, bool IsNew)> AskAsync(ActionOptions action, Alert alert, string user, string key, bool dryRun, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (target, isDry) = (ActionTarget.Of(action, alert.Labels), dryRun || action.DryRun);
        var standing = await DecideAsync(action, target, isDry, isAutomatic: user == ActionStore.Itself, isOver: !alert.IsOpen, now, cancellationToken);
        return await store.AddAsync(new AskedRun(Guid.CreateVersion7(now), key, action.Name, target, alert.Id, isDry, user), standing, now, cancellationToken);
    }

    /// <summary>Asks for what alerts ask for; true where there is something to take now.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now >= _wholeAt)
        {
            _seen.Clear();
            _wholeAt = now + WholeInterval;
        }

        var approved = false;
        foreach (var action in options.Value.All.Where(static action => action is { Automatic: true, Off: null }))
        {
            approved |= await AskForAlertsAsync(action, cancellationToken);
        }

        foreach (var run in await store.DeferredAsync(now, cancellationToken))
        {
            var standing = await AgainAsync(run, now, cancellationToken);
            await store.ReconsiderAsync(run.Id, standing, now, cancellationToken);
            approved |= standing.State == RunState.Approved;
        }

        return approved;
    }

    private async Task<bool> AskForAlertsAsync(ActionOptions action, CancellationToken cancellationToken)
    {
        var matchers = action.Match.Select(LabelMatchers.Parse).ToList();
        var approved = false;
        IReadOnlyList<Alert> page;
        do
        {
            page = await store.FiringWithoutAsync(action.Name, _seen.GetValueOrDefault(action.Name), cancellationToken);
            foreach (var alert in page.Where(alert => matchers.AllMatch(alert.Labels)))
            {
                approved |= (await AskAsync(action, alert, ActionStore.Itself, ActionStore.AutomaticKey(action.Name, alert), dryRun: false, cancellationToken)).Run.State == RunState.Approved;
            }

            if (page.Count > 0)
            {
                _seen[action.Name] = page[^1].Id;
            }
        }
        while (page.Count == ActionStore.PageSize);
        return approved;
    }

    private async Task<Standing> AgainAsync(DeferredRun run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!run.Alert.IsOpen)
        {
            return new Standing(RunState.Refused, "the alert was over before it could run");
        }

        return options.Value.Find(run.Action) is { } action
            ? await DecideAsync(action, ActionTarget.Of(action, run.Alert.Labels), action.DryRun, isAutomatic: true, isOver: false, now, cancellationToken)
            : new Standing(RunState.Refused, "the action is configured no more");
    }

    private async Task<Standing> DecideAsync(ActionOptions action, string target, bool dryRun, bool isAutomatic, bool isOver, DateTimeOffset now, CancellationToken cancellationToken) =>
        Standing.Of(ActionGate.Decide(action, await store.RequestAsync(action.Name, target, cancellationToken) with { DryRun = dryRun, ByPerson = !isAutomatic, IsOver = isOver }, now), isAutomatic);
}
