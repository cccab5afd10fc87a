using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Routing.Times;
using YamlDotNet.RepresentationModel;
using RouteOptions = PerfMonitor.Alerting.Routing.RouteOptions;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>The part of the file that says who is told when: <c>route</c>, <c>inhibit_rules</c>, <c>time_intervals</c>.</summary>
internal sealed class RouteTranslation(IReadOnlyDictionary<string, IReadOnlyList<string>> receivers, IReadOnlyDictionary<string, IReadOnlyList<TimeIntervalOptions>> times, Findings findings)
{
    // Alertmanager's own, where the top route says nothing.
    private static readonly TimeSpan GroupInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromHours(4);

    public RoutingOptions Translate(YamlSection file)
    {
        var inhibit = file.Sections("inhibit_rules").Select(Inhibit).ToList();
        if (file.Section("route") is not { } route)
        {
            file.Refuse("route", "is missing; it says who is told");
            return new RoutingOptions();
        }

        foreach (var name in (string[])["match", "match_re", "matchers", "continue", "mute_time_intervals", "active_time_intervals"])
        {
            if (route.Has(name))
            {
                route.Refuse(name, "the top route takes every alert, always; put this into a route below it");
            }
        }

        if (!route.Has("receiver"))
        {
            route.Refuse("receiver", "is missing; the top route needs one");
        }

        var top = Route(route, GroupInterval, RepeatInterval);
        return new RoutingOptions
        {
            // Without group_by Alertmanager puts everything of a route into one group.
            GroupBy = top.GroupBy ?? [],
            GroupWait = top.GroupWait,
            GroupInterval = top.GroupInterval,
            RepeatInterval = top.RepeatInterval,
            Channels = top.Channels ?? [],
            Receiver = top.Receiver,
            Routes = top.Routes,
            Inhibit = inhibit,
            TimeIntervals = times,
        };
    }

    /// <summary>Named times of the file, of both lists it may have.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<TimeIntervalOptions>> Times(YamlSection file, Findings findings)
    {
        var named = new Dictionary<string, IReadOnlyList<TimeIntervalOptions>>();
        foreach (var section in file.Sections("time_intervals").Concat(file.Sections("mute_time_intervals")))
        {
            var name = section.Text("name");
            if (name is null || !named.TryAdd(name, section.Sections("time_intervals").Select(interval => Interval(interval, findings)).ToList()))
            {
                section.Refuse("name", name is null ? "is missing" : $"'{name}' is used twice");
            }

            section.RefuseRest();
        }

        return named;
    }

    private RouteOptions Route(YamlSection section, TimeSpan groupInterval, TimeSpan repeatInterval)
    {
        var receiver = section.Text("receiver");
        if (receiver is not null && !receivers.ContainsKey(receiver))
        {
            section.Refuse("receiver", $"'{receiver}' is not among the receivers");
        }

        var (interval, repeat) = (section.Duration("group_interval"), section.Duration("repeat_interval"));
        (groupInterval, repeatInterval) = (interval ?? groupInterval, repeat ?? repeatInterval);
        if (repeatInterval < groupInterval)
        {
            // Alertmanager looks at a group every group_interval, so it cannot repeat more often either.
            section.Remark($"is below the group_interval; reminders come every {Pipeline.Text.Of(groupInterval)}", "repeat_interval");
            (repeat, repeatInterval) = (groupInterval, groupInterval);
        }

        var options = new RouteOptions
        {
            Match = Matchers(section, "matchers", "match", "match_re"),
            Continue = section.Flag("continue") ?? false,
            GroupBy = section.Has("group_by") ? section.Texts("group_by") : null,
            GroupWait = section.Duration("group_wait"),
            GroupInterval = interval,
            RepeatInterval = repeat,
            Channels = receiver is null ? null : receivers.GetValueOrDefault(receiver, []),
            Receiver = receiver,
            MuteTimes = Named(section, "mute_time_intervals"),
            ActiveTimes = Named(section, "active_time_intervals"),
            Routes = section.Sections("routes").Select(child => Route(child, groupInterval, repeatInterval)).ToList(),
        };
        section.RefuseRest();
        return options;
    }

    private InhibitOptions Inhibit(YamlSection section)
    {
        section.PassOver("name");
        var options = new InhibitOptions
        {
            Source = Matchers(section, "source_matchers", "source_match", "source_match_re"),
            Target = Matchers(section, "target_matchers", "target_match", "target_match_re"),
            Equal = section.Texts("equal"),
        };
        if (options.Source.Count == 0)
        {
            section.Refuse("source_matchers", "without a matcher every alert would hold others back");
        }

        if (options.Target.Count == 0)
        {
            section.Refuse("target_matchers", "without a matcher every alert would be held back");
        }

        section.RefuseRest();
        return options;
    }

    private IReadOnlyList<string> Named(YamlSection section, string field)
    {
        var names = section.Texts(field);
        foreach (var unknown in names.Where(name => !times.ContainsKey(name)))
        {
            section.Refuse(field, $"'{unknown}' is not among the time_intervals");
        }

        return names;
    }

    private List<string> Matchers(YamlSection section, string list, string equal, string regex)
    {
        var matchers = new List<string>();
        foreach (var (node, path) in section.Items(list))
        {
            try
            {
                matchers.AddRange(LabelMatchers.ParseList((node as YamlScalarNode)?.Value ?? "").Select(matcher => matcher.ToString()));
            }
            catch (FormatException broken)
            {
                findings.Refuse(node, path, broken.Message.TrimEnd('.'));
            }
        }

        foreach (var (field, kind) in (ReadOnlySpan<(string, MatchKind)>)[(equal, MatchKind.Equal), (regex, MatchKind.Regex)])
        {
            foreach (var (name, value) in section.Pairs(field))
            {
                try
                {
                    matchers.Add(new LabelMatcher(name, kind, value).ToString());
                }
                catch (ArgumentException broken)
                {
                    section.Refuse(field, broken.Message.TrimEnd('.'));
                }
            }
        }

        return matchers;
    }

    private static string Span(YamlSection section)
    {
        var span = $"{section.Text("start_time")}-{section.Text("end_time")}";
        section.RefuseRest();
        return span;
    }

    private static TimeIntervalOptions Interval(YamlSection section, Findings findings)
    {
        var options = new TimeIntervalOptions
        {
            Times = section.Sections("times").Select(Span).ToList(),
            Weekdays = section.Texts("weekdays"),
            DaysOfMonth = section.Texts("days_of_month"),
            Months = section.Texts("months"),
            Years = section.Texts("years"),
            Location = section.Text("location") ?? "",
        };
        TimeIntervalText.Read(options, (field, wrong) => findings.Refuse(section.Node, field, wrong.TrimEnd('.')));
        section.RefuseRest();
        return options;
    }
}
