using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>Does something worse fire that explains this alert? Silenced sources inhibit too: they still are the explanation.</summary>
internal static class InhibitStage
{
    public const string Name = "inhibit";

    public static Hold? Decide(Alert alert, Inhibition inhibition)
    {
        foreach (var (rule, source) in inhibition.Holders(alert))
        {
            return new Hold(Name, $"inhibited by {source.Severity.ToString().ToLowerInvariant()} {source.Name}, which fires{rule.Same}");
        }

        return null;
    }

    public static Passage Run(Passage passage)
    {
        var inhibition = new Inhibition(passage.Rules.Tree.Inhibit, passage.InhibitionSources);
        return passage with { Members = passage.Members.ConvertAll(member => member with { Hold = member.MayBeHeld ? Decide(member.Alert, inhibition) : null }) };
    }
}
