using MassTransit;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.Live;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Evaluates the rules: each group when it is due, and when samples arrive that it reads. One instance at a time does so; when it
/// dies, another takes over within about a second, with the states where they were.
/// </summary>
internal sealed class RuleRunner(
    RulesInForce rules,
    RuleBoard board,
    GroupEvaluation evaluation,
    RuleQuery query,
    AlertOutbox outbox,
    TouchedSeries touched,
    SeriesCatalogue catalogue,
    BusProgress progress,
    IBusControl bus,
    NpgsqlDataSource source,
    IOptions<RuleOptions> options,
    TimeProvider clock,
    ILogger<RuleRunner> logger) : BackgroundService
{
    private static readonly TimeSpan ElectionInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    // The longest the loop sleeps: a change of the rules is noticed within it.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    // The end of what held the rules is noticed within it.
    private static readonly TimeSpan HeldSleep = TimeSpan.FromMilliseconds(250);

    private readonly EvaluationHold _hold = new();

    // An alert's time runs out before the loop, which chose its sleep when the evaluation began, would look again.
    private readonly Signal _deadlines = new();

    // One line per outage in the log is enough.
    private bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = ElectionInterval;
            try
            {
                if (rules.IsLoaded && catalogue.IsLoaded && await RuleTerm.TryBeginAsync(source, stoppingToken) is { } term)
                {
                    await using (term)
                    {
                        await ServeAsync(term, stoppingToken);
                    }
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                if (!_failing)
                {
                    logger.RuleTermEnded(failure.Message);
                }

                _failing = true;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                // A defect, or states that cannot be read: it does not end a process that takes samples.
                if (!_failing)
                {
                    logger.RuleTermFailed(failure, FaultPause);
                }

                (_failing, pause) = (true, FaultPause);
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task ServeAsync(RuleTerm term, CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);

        // Given up after the groups have ended: who waits at a semaphore that is disposed may wait for ever, cancelled or not.
        using var turns = new SemaphoreSlim(options.Value.Concurrency);
        (board.IsLeader, _failing) = (true, false);
        logger.RuleTermBegan(term.RuleKeys.Count);
        var publishing = outbox.RunAsync(ending.Token);
        var groups = new List<GroupRun>();
        try
        {
            await EvaluateAsync(term, groups, turns, ending.Token);
        }
        finally
        {
            board.IsLeader = false;
            board.Clear();
            await ending.CancelAsync();
            await Task.WhenAll([publishing, .. groups.Select(static group => group.Running)]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EvaluateAsync(RuleTerm term, List<GroupRun> groups, SemaphoreSlim turns, CancellationToken cancellationToken)
    {
        RuleBook? book = null;
        RuleDependencies? dependencies = null;
        var (checkDue, beatDue, proven) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue, false);
        while (true)
        {
            if (rules.Book is var newest && !ReferenceEquals(book, newest))
            {
                await Task.WhenAll(groups.Select(static group => group.Running));
                book = newest;
                dependencies = new RuleDependencies(book.Groups, catalogue, touched.NextRules());
                await TakeOverAsync(term, book, groups, cancellationToken);
            }

            // The moment after the samples: what is evaluated at it sees them.
            var readers = dependencies!.Readers(touched.Take());
            var now = Now();
            foreach (var reader in readers)
            {
                groups[reader].Schedule.Touch(now);
            }

            var signal = touched.Signal;
            _deadlines.Lower();
            var deadline = _deadlines.Task;
            var held = IsHeld(now);
            if (!held)
            {
                await WatchAsync(term, groups, now, cancellationToken);
            }

            if (now >= checkDue)
            {
                await term.CheckAsync(cancellationToken);
                checkDue = now + CheckInterval;
            }

            // The proof that rules are evaluated: none before each group has been once, none while they are held, and none while one is stuck beyond its time.
            proven = proven || groups.TrueForAll(group => board.Of(group.Group).EvaluatedAt is not null);
            if (proven && !held && now >= beatDue && !IsStuck(groups, now))
            {
                outbox.Hand([await term.BeatAsync(now, cancellationToken)]);
                beatDue = now + options.Value.HeartbeatInterval;
            }

            var next = held ? now + HeldSleep : Start(term, groups, turns, now, cancellationToken);

            // A group that was under way when its samples came has its turn as soon as it is done.
            var behind = groups.Where(static group => group.Schedule.IsTouched && !group.Running.IsCompleted).Select(static group => group.Running);
            await Task.WhenAny([signal, deadline, Task.Delay(Shorter(next - now), clock, cancellationToken), .. behind]);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes note that rules are evaluated at this moment, and of the time before in which they were not.</summary>
    private async Task WatchAsync(RuleTerm term, List<GroupRun> groups, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - term.EvaluatedAt > UnwatchedTime.Tolerated)
        {
            await Task.WhenAll(groups.Select(static group => group.Running));
        }

        if (await term.WatchAsync(groups.Select(static group => group.Group), now, cancellationToken) is { } unwatched)
        {
            logger.RulesUnwatched(unwatched);
        }
    }

    /// <summary>Starts the groups that are due; returns when the next one is. An evaluation that failed to store its result ends the term here.</summary>
    private DateTimeOffset Start(RuleTerm term, List<GroupRun> groups, SemaphoreSlim turns, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = now + LongestSleep;
        var due = new List<(GroupRun Group, Turn Turn)>();
        foreach (var group in groups)
        {
            if (group.Running.IsFaulted)
            {
                group.Running.GetAwaiter().GetResult();
            }

            if (!group.Running.IsCompleted)
            {
                continue;
            }

            if (group.Schedule.Take(now) is var turn && turn != Turn.None)
            {
                due.Add((group, turn));
            }

            next = group.Schedule.NextDue < next ? group.Schedule.NextDue : next;
        }

        var sharing = TurnReading.Sharing(due).ToHashSet();
        var shared = new TurnReading(query, sharing, now);
        foreach (var one in due)
        {
            one.Group.Running = RunAsync(term, one.Group, one.Turn, sharing.Contains(one) ? shared : null, turns, cancellationToken);
        }

        return next;
    }

    private async Task RunAsync(RuleTerm term, GroupRun group, Turn turn, TurnReading? shared, SemaphoreSlim turns, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            await evaluation.RunAsync(term, group, turn, shared ?? new TurnReading(query, [(group, turn)], Now()), cancellationToken);
            if (group.Schedule.WakesEarly)
            {
                _deadlines.Raise();
            }
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Puts a new book in force: states of rules that are still there go on, those of rules that are gone end.</summary>
    private async Task TakeOverAsync(RuleTerm term, RuleBook book, List<GroupRun> groups, CancellationToken cancellationToken)
    {
        var written = groups.SelectMany(static group => group.Written).ToDictionary(static rule => rule.Key, static rule => rule.Value);
        foreach (var key in term.RuleKeys.Where(key => !written.ContainsKey(key)))
        {
            written[key] = new RuleSamples(AlertSeries.Of(term.Alerts(key).Values).Select(static series => series.Labels));
        }

        groups.Clear();
        groups.AddRange(book.Groups.Select(group => new GroupRun(group, options.Value, written)));
        board.Keep(book);
        var gone = book.Gone(written.Keys);
        await evaluation.EndAsync(gone.Select(key => written[key]), Now(), cancellationToken);
        foreach (var key in gone.Intersect(term.RuleKeys))
        {
            var change = RuleChange.Abandoned(key, term.Alerts(key).Values, book.WhyGone(key), Now());
            outbox.Hand(await term.ApplyAsync(change, new Dictionary<TimeSeries.SeriesId, AlertInstance>(), cancellationToken));
            foreach (var transition in change.Transitions)
            {
                logger.AlertChanged(new(transition.Alert.Labels), transition.Step, transition.Reason);
            }
        }
    }

    private bool IsHeld(DateTimeOffset now)
    {
        var (lag, receivedAt) = progress.Newest;
        var reason = _hold.Reason(bus.CheckHealth().Status != BusHealthStatus.Unhealthy, lag, receivedAt, now);
        if ((reason is null) != (board.Held is null))
        {
            logger.RulesHeld(reason ?? "rules are evaluated again");
        }

        board.Held = reason;
        return reason is not null;
    }

    // Each rule has its time; a group under way that began longer ago than all of its rules may take does not go on.
    private bool IsStuck(List<GroupRun> groups, DateTimeOffset now) =>
        groups.Exists(group => !group.Running.IsCompleted && now - group.Schedule.LastTurn > options.Value.Timeout * (group.Group.Rules.Count + 1));

    // Milliseconds are what samples and the store of states know.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    private static TimeSpan Shorter(TimeSpan sleep) => sleep < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : sleep < LongestSleep ? sleep : LongestSleep;
}
