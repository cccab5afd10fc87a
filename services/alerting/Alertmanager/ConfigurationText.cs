using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>
/// The routing tree in use as an Alertmanager configuration, so that <c>amtool config routes</c> can show and test it. Receivers are named only:
/// their settings hold secrets. Texts are written as JSON strings, which YAML reads as they are.
/// </summary>
internal static class ConfigurationText
{
    // The text goes into JSON again, and into no web page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(RoutingTree tree)
    {
        var yaml = new StringBuilder("route:\n");
        Route(yaml, tree.Root, "  ", isRoot: true);
        yaml.Append("receivers:\n");
        foreach (var receiver in RoutingTree.All(tree.Root).Select(route => route.Receiver).Distinct())
        {
            yaml.Append(CultureInfo.InvariantCulture, $"- name: {Quoted(receiver)}\n");
        }

        if (tree.Inhibit.Count > 0)
        {
            yaml.Append("inhibit_rules:\n");
        }

        foreach (var rule in tree.Inhibit)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"- source_matchers: {List(rule.Source)}\n  target_matchers: {List(rule.Target)}\n{Equal(rule)}\n");
        }

        return yaml.ToString();
    }

    // Alertmanager has no words for "all labels but these".
    private static string Equal(InhibitRule rule) => rule.EqualBut is { } but
        ? $"  # All labels are the same but {string.Join(", ", but)}.\n  equal: [\"alertname\"]"
        : $"  equal: [{string.Join(", ", rule.Equal.Select(Quoted))}]";

    private static void Route(StringBuilder yaml, AlertRoute route, string indent, bool isRoot)
    {
        Line($"receiver: {Quoted(route.Receiver)}");
        Line($"group_by: [{string.Join(", ", (route.GroupBy ?? ["..."]).Select(Quoted))}]");
        if (!isRoot)
        {
            Line($"matchers: {List(route.Matchers)}");
        }

        if (route.Continue)
        {
            Line("continue: true");
        }

        Line($"group_wait: {Duration(route.GroupWait)}");
        Line($"group_interval: {Duration(route.GroupInterval)}");
        Line($"repeat_interval: {Duration(route.RepeatInterval)}");
        if (route.Routes.Count > 0)
        {
            Line("routes:");
        }

        foreach (var child in route.Routes)
        {
            // The first line of a list's element begins with its dash.
            var at = yaml.Length;
            Route(yaml, child, indent + "  ", isRoot: false);
            yaml[at + indent.Length] = '-';
        }

        void Line(string text) => yaml.Append(indent).Append(text).Append('\n');
    }

    private static string List(IEnumerable<LabelMatcher> matchers) => $"[{string.Join(", ", matchers.Select(matcher => Quoted(matcher.ToString())))}]";

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Readable);

    private static string Duration(TimeSpan duration) => duration.Milliseconds == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalSeconds}s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalMilliseconds}ms");
}
