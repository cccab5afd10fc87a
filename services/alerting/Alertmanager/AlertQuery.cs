using System.Text.RegularExpressions;
using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>Which alerts are asked for: by labels, state and receiver.</summary>
internal sealed record AlertQuery(IReadOnlyList<LabelMatcher> Filter, bool Active, bool Silenced, bool Inhibited, bool Muted, Regex? Receiver)
{
    /// <summary>Reads the parameters of a request; null, with what is wrong, where one cannot be read.</summary>
    public static (AlertQuery? Query, string? Error) Read(IQueryCollection parameters)
    {
        try
        {
            var filter = parameters["filter"].OfType<string>().Select(LabelMatchers.Parse).ToList();
            var receiver = parameters["receiver"].ToString();
            return (
                new AlertQuery(
                    filter,
                    Flag("active"),
                    Flag("silenced"),
                    Flag("inhibited"),
                    Flag("muted"),
                    receiver.Length == 0 ? null : PromQL.Re2.Compile(receiver)),
                null);
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException)
        {
            return (null, broken.Message);
        }

        bool Flag(string name) => parameters[name].ToString() switch
        {
            "" or "true" => true,
            "false" => false,
            var other => throw new FormatException($"'{name}' is '{other}'; it must be true or false."),
        };
    }

    public bool Allows(ShownAlert alert) =>
        (Active || alert.Status.State != "active")
        && (Silenced || alert.Status is { SilencedBy.Count: 0, MutedBy.Count: 0 })
        && (Inhibited || alert.Status.InhibitedBy.Count == 0)
        && (Muted || alert.Status.MutedBy.Count == 0)
        && (Receiver is null || alert.Receivers.Any(receiver => Receiver.IsMatch(receiver.Name)));
}
