using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules;

/// <summary>Whatever a rule file holds, it is read or refused: a file that threw would stop the process that takes samples.</summary>
public sealed class UnreadableRulesTests
{
    private const string Valid = """
        groups:
          - name: host
            interval: 30s
            labels: &team { team: core }
            rules:
              - alert: HighCpu
                expr: host_cpu{job="host"} > 0.9 and on (instance) up == 1
                for: 1m
                labels: { <<: *team, severity: critical }
                annotations: { summary: "CPU at {{ $value | humanize }}", runbook_url: "https://wiki/cpu" }
                x-perfmonitor:
                  recovery_threshold: 0.8
                  flapping: { starts: 4, within: 30m }
                  approaching: { threshold: 0.85, for: 2m, severity: info }
                  no_data: { expr: up, for: 5m, severity: warning }
                  error: { for: 3m, severity: warning }
              - alert: Silent
                x-perfmonitor:
                  absent: { query: up, for: 2m, each: 1d }
              - alert: Burns
                x-perfmonitor:
                  burn_rate: { good: 'sum(rate(ok[$window]))', total: 'sum(rate(all[$window]))', target: 0.99 }
              - alert: Odd
                x-perfmonitor:
                  anomaly: { query: queue_length, levels: { critical: 0.95, info: 0.5 } }
              - alert: Full
                x-perfmonitor:
                  forecast: { query: pool_used, threshold: 100, within: 6h, step: 5m }
              - record: job:cpu:avg
                expr: avg by (job) (host_cpu)
        """;

    // In the place of a value: expressions, texts and durations that stand well by themselves, and none that do.
    private static readonly string[] Values =
    [
        "up", "up[5m]", "time()", "'up # x'", "|\n                up # x\n", "ok[$window]", "'sum(rate(ok[$window])) # x'", "'scalar(up)'", "'\"text\"'", "'up > 1'", "'-up'", "'a or b'", "'sum('",
        "'{{ $labels.x'", "'{{'", "'{{{{'", "'}}'", "'{{ \"\\x00\" }}'", "\"a\\0b\"", "\"\\ud800\"", "*team", "&x [*x]", "&x { a: *x }", "[]", "{}", "''", "~", "0", "-1", "1e400", "0.9999999999", "8000y", "10y", "1ms", "5m",
        "'[7m-$window]'", "'rate(a[7m-$window])'", "'*'", "'rule.x'", "'a\"b\\c'", "$window", "warning",
    ];

    [Theory]
    [InlineData("no_data: { expr: up, for", "no_data: { expr: 'up[5m]', for", "groups[0].rules[0].x-perfmonitor.no_data.expr", "'expr': 1:8: parse error: expected type instant vector in call to function \"absent\", got range vector")]
    [InlineData("no_data: { expr: up, for", "no_data: { expr: 'time()', for", "groups[0].rules[0].x-perfmonitor.no_data.expr", "'expr': 1:8: parse error: expected type instant vector in call to function \"absent\", got scalar")]
    [InlineData("for: 5m, severity: warning", "for: 5m, severity: '{{ $labels.x'", "groups[0].rules[0].x-perfmonitor.no_data.severity", "label 'severity':1:")]
    [InlineData("for: 3m, severity: warning", "for: 3m, severity: '{{ $labels.x'", "groups[0].rules[0].x-perfmonitor.error.severity", "label 'severity':1:")]
    [InlineData("for: 2m, severity: info", "for: 2m, severity: '{{ $labels.x'", "groups[0].rules[0].x-perfmonitor.approaching.severity", "label 'severity':1:")]
    [InlineData("'sum(rate(ok[$window]))'", "'ok[$window]'", "groups[0].rules[2].x-perfmonitor.burn_rate.good", "'good' must give a vector, such as 'sum(rate(requests_total[$window]))'; 'ok[5m]' gives a rangevector")]
    [InlineData("'sum(rate(all[$window]))'", "'rate(a[7m-$window])'", "groups[0].rules[2].x-perfmonitor.burn_rate.total", "'total': ")]
    [InlineData("{ team: core }", "{ team: \"a\\0b\" }", "", "a text holds the character NUL, which cannot be stored")]
    [InlineData("{ team: core }", "{ team: core, !!str team: b }", "groups[0].labels.team", "'labels' has 'team' twice")]
    [InlineData("x-perfmonitor:\n          recovery", "x-perfmonitor: &x\n          error: *x\n          recovery", "", "'*x' stands within what it names")]
    public void Refuses_what_cannot_become_a_rule_and_names_the_field(string valid, string broken, string path, string error)
    {
        Assert.Contains(valid, Valid, StringComparison.Ordinal);

        var file = RuleFileParser.Parse("host.yml", Valid.Replace(valid, broken, StringComparison.Ordinal));

        Assert.Empty(file.Groups);
        Assert.Contains(file.Errors, one => one.Path == path && one.Message.StartsWith(error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("absent: { query: up, for: 2m, each: 1d }", "absent: { query: 'up # x' }", "Silent|absent_over_time(up[5m])")]
    [InlineData("no_data: { expr: up, for", "no_data: { expr: 'up # x', for", "HighCpu|absent(up)")]
    [InlineData("'sum(rate(ok[$window]))'", "'sum(rate(ok[$window])) # x'", "Burns|((1 - (sum(rate(ok[1h]))) / (sum(rate(all[1h])))) / 0.01 >= 14.4 and ")]
    public void Takes_a_comment_at_the_end_of_an_expression_that_is_made_part_of_another(string valid, string written, string expected)
    {
        var file = RuleFileParser.Parse("host.yml", Valid.Replace(valid, written, StringComparison.Ordinal));

        Assert.Empty(file.Errors);
        Assert.Contains(file.Groups[0].Rules, rule => $"{rule.Name}|{rule.Expression.Text}".StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_braces_in_the_name_of_an_alert_and_in_what_it_reads_as_they_are()
    {
        var file = RuleFileParser.Parse("host.yml", Valid.Replace("HighCpu", "High {{{ $x }} Cpu", StringComparison.Ordinal).Replace("expr: up,", "expr: 'up{a=\"{{\"}',", StringComparison.Ordinal));

        Assert.Empty(file.Errors);
        var noData = file.Groups[0].Rules.OfType<AlertRule>().Single(rule => rule.Labels.Any(label => label.Template.Source == "no_data"));
        string Filled(string name) => noData.Annotations.Single(text => text.Name == name).Template.Expand(new Dictionary<string, string>(), 1, RuleTexts.WithoutQueries(DateTimeOffset.UnixEpoch));
        Assert.Equal("High {{{ $x }} Cpu has no data", Filled("summary"));
        Assert.StartsWith("The rule High {{{ $x }} Cpu reads up{a=\"{{\"}, of which", Filled("description"), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_nesting_that_would_use_up_the_stack() => Assert.Equal(
        "mappings and lists are nested deeper than 64 levels",
        Assert.Single(RuleFileParser.Parse("a.yml", $"groups: {new string('[', 100_000)}").Errors).Message);

    [Fact]
    public void Makes_a_defect_that_a_file_brings_to_light_an_error_of_that_file()
    {
        var file = RuleFileParser.Defended("a.yml", () => throw new InvalidOperationException("the sequence is empty"));

        Assert.Empty(file.Groups);
        Assert.Equal("a.yml:1:1: internal error, please report it: InvalidOperationException: the sequence is empty", Assert.Single(file.Errors).ToString());
    }

    [Fact]
    public void Meets_no_defect_whatever_stands_in_the_place_of_a_value()
    {
        var defects = new SortedSet<string>();
        var places = Valid.Split('\n').SelectMany((line, row) => Places(line).Select(place => (row, place))).ToList();
        foreach (var (row, (start, length)) in places)
        {
            foreach (var value in Values)
            {
                var lines = Valid.Split('\n');
                lines[row] = string.Concat(lines[row].AsSpan(0, start), value, lines[row].AsSpan(start + length));
                defects.UnionWith(Defects(string.Join('\n', lines)));
            }
        }

        Assert.True(defects.Count == 0, string.Join(Environment.NewLine, defects));
    }

    [Fact]
    public void Meets_no_defect_whatever_is_typed_into_a_file()
    {
        const string Typed = "{}[]()'\"#:,|>&*!-$\\ \n0am%?\u0000\ud800";
        var (random, defects) = (new Random(7), new SortedSet<string>());
        for (var round = 0; round < 3_000; round++)
        {
            var text = Valid.ToList();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var at = random.Next(text.Count);
                switch (random.Next(3))
                {
                    case 0:
                        text.RemoveRange(at, Math.Min(random.Next(1, 12), text.Count - at));
                        break;
                    case 1:
                        text.Insert(at, Typed[random.Next(Typed.Length)]);
                        break;
                    default:
                        text[at] = Typed[random.Next(Typed.Length)];
                        break;
                }
            }

            defects.UnionWith(Defects(string.Concat(text)));
        }

        Assert.True(defects.Count == 0, string.Join(Environment.NewLine, defects));
    }

    /// <summary>Where values begin on a line, and how long they are: what stands behind a colon, within braces or not.</summary>
    private static IEnumerable<(int Start, int Length)> Places(string line)
    {
        for (var colon = line.IndexOf(": ", StringComparison.Ordinal); colon >= 0; colon = line.IndexOf(": ", colon + 1, StringComparison.Ordinal))
        {
            var rest = line.AsSpan(colon + 2);
            var end = rest.IndexOfAny(",}");
            yield return (colon + 2, end < 0 || rest[0] is '{' or '\'' or '"' ? rest.Length : end);
        }
    }

    private static IEnumerable<string> Defects(string yaml) =>
        RuleFileParser.Parse("host.yml", yaml).Errors.Select(static error => error.Message).Where(static message => message.StartsWith(RuleFileParser.Defect, StringComparison.Ordinal));
}
