using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>Takes the steps that are due, each in a transaction of its own: dying anywhere leaves the step to be taken, or taken.</summary>
internal sealed class EscalationRunner(IEscalationStore store, EscalationSettings settings, WorkingChannels channels, Live<PipelineRules> rules, Signals signals, TimeProvider clock)
{
    /// <summary>Does everything that is due now.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await store.BeginAsync(settings.ReadAsync, cancellationToken);
        var book = await settings.ReadAsync(cancellationToken);
        while (await StepAsync(book, cancellationToken))
        {
        }
    }

    private async Task<bool> StepAsync(ContactBook book, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await store.TakeAsync(rules.Value.Tree, now, cancellationToken);
        if (transaction is null)
        {
            return false;
        }

        var move = EscalationMove.Decide(transaction.Turn, book, channels.Names, now);
        await transaction.SaveAsync(move, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var message in move.Messages)
        {
            signals.Channel(message.Channel).Signal();
        }

        return true;
    }
}

/// <summary>The channels that can work as they are configured.</summary>
internal sealed class WorkingChannels(Func<IReadOnlySet<string>> names)
{
    public WorkingChannels(IReadOnlySet<string> always)
        : this(() => always)
    {
    }

    public IReadOnlySet<string> Names => names();
}
