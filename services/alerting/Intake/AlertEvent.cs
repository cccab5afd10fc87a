using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Intake;

/// <summary>What the bus says of an alert.</summary>
internal abstract record AlertEvent(string Fingerprint, Guid FiredEventId, string Kind)
{
    /// <summary>What is to be done about it, beside what is known. Pure.</summary>
    public abstract Change Apply(Known known, DateTimeOffset now);

    /// <summary>An alert fires.</summary>
    public sealed record Fired(AlertFired Message) : AlertEvent(Message.Fingerprint, Message.EventId, "fired")
    {
        public override Change Apply(Known known, DateTimeOffset now)
        {
            if (known.Episode is not null)
            {
                return new Change("duplicate");
            }

            var rule = FiringRule.Of(Message);
            if (known.Open is { } open && new FiringRules(open, known.Rules).Join(rule, known.EarlyEnd) is { } turn)
            {
                return new Change("joined") { Turn = turn };
            }

            var reception = Lifecycle.Receive(Message, known.Open, known.EarlyEnd, now);

            // Also what has ended already, if that was heard too early: it may have lasted long enough to be told of.
            return new Change("accepted")
            {
                Ended = reception.Superseded,
                Begun = reception.Alert,
                BegunBy = rule,
                IsPlaced = reception.Alert.IsOpen || known.EarlyEnd is not null,
            };
        }
    }

    /// <summary>It does so no longer.</summary>
    public sealed record Resolved(AlertResolved Message) : AlertEvent(Message.Fingerprint, Message.FiredEventId, "resolved")
    {
        public override Change Apply(Known known, DateTimeOffset now)
        {
            var ending = Ending.From(Message);
            if (known.Episode is not { } episode)
            {
                return new Change("early") { EarlyEnd = ending };
            }

            var rules = new FiringRules(episode, known.Rules);
            if (!episode.IsOpen || !rules.Contain(FiredEventId))
            {
                return new Change("duplicate");
            }

            return rules.Leave(FiredEventId, ending) is { } turn
                ? new Change("left") { Turn = turn }
                : new Change("accepted") { Ended = Lifecycle.Resolve(episode, ending, now) };
        }
    }
}

/// <summary>What an event changes. <paramref name="Result"/> is the word for it in the metrics.</summary>
internal sealed record Change(string Result)
{
    /// <summary>The episode that is over by it.</summary>
    public Alert? Ended { get; init; }

    /// <summary>The episode it begins.</summary>
    public Alert? Begun { get; init; }

    /// <summary>The rule that begins it.</summary>
    public FiringRule? BegunBy { get; init; }

    /// <summary>What else it does to an alert that other rules fire, too.</summary>
    public RuleTurn? Turn { get; init; }

    /// <summary>Whether the episode that begins joins its groups.</summary>
    public bool IsPlaced { get; init; }

    /// <summary>The end of an episode that has not been heard of yet.</summary>
    public Ending? EarlyEnd { get; init; }
}
