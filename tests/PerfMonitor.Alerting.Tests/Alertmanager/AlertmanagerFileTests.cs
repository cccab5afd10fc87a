using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Discord;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Alerting.Receivers.Teams;
using PerfMonitor.Alerting.Receivers.Telegram;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

public sealed class AlertmanagerFileTests
{
    private const string Whole = """
        global:
          resolve_timeout: 10m
          smtp_smarthost: smtp.example.org:587
          smtp_from: alerts@example.org
          smtp_auth_username: alerts
          smtp_auth_password_file: mail.secret
          slack_api_url: https://hooks.slack.com/services/T/B/secret
        templates: [ "/etc/alertmanager/*.tmpl" ]
        route:
          receiver: team
          group_by: [alertname, cluster]
          group_wait: 10s
          repeat_interval: 1h30m
          routes:
            - matchers: [ severity="critical", 'team=~"a|b"' ]
              receiver: pagers
              continue: true
              mute_time_intervals: [night]
            - match: { service: db }
              match_re: { env: prod.* }
              receiver: nobody
              group_by: ['...']
              repeat_interval: 1m
              active_time_intervals: [office]
        receivers:
          - name: team
            email_configs: [ { to: "anna@example.org, bob@example.org" } ]
            slack_configs: [ { channel: "#ops", title: "{{ .Foo }}", send_resolved: true } ]
          - name: pagers
            pagerduty_configs: [ { routing_key_file: pager.secret } ]
            webhook_configs:
              - url: https://example.org/hook
                http_config: { basic_auth: { username: u, password: p } }
              - url: https://example.org/hook2
            msteams_configs: [ { webhook_url: https://x.logic.azure.com/workflows/secret } ]
            telegram_configs: [ { bot_token: "123456:ABC-DEF1234", chat_id: -100123 } ]
            discord_configs: [ { webhook_url: https://discord.com/api/webhooks/1/secret } ]
            slack_configs:
              - api_url: https://slack.com/api/chat.postMessage
                channel: C012345
                http_config: { authorization: { credentials: xoxb-secret } }
          - name: nobody
        inhibit_rules:
          - source_matchers: [ severity="critical" ]
            target_matchers: [ 'severity=~"warning|info"' ]
            equal: [alertname, instance]
        time_intervals:
          - name: night
            time_intervals: [ { times: [ { start_time: "22:00", end_time: "24:00" } ], location: Europe/Berlin } ]
        mute_time_intervals:
          - name: office
            time_intervals: [ { weekdays: ["monday:friday"] } ]
        """;

    [Fact]
    public void Becomes_our_own_routing_tree()
    {
        var file = Read(Whole);

        Assert.Empty(file.Errors);
        Assert.Equal(TimeSpan.FromMinutes(10), file.ResolveTimeout);
        var errors = new List<string>();
        var tree = RoutingTree.Build(file.Routing!, file.Channels.Select(channel => channel.Name).ToList(), errors);
        Assert.Empty(errors);
        Assert.Equal(
            [
                "{} team [alertname,cluster] 00:00:10 00:05:00 01:30:00 team,team-slack | ",
                "{}/{severity=\"critical\",team=~\"a|b\"} pagers [alertname,cluster] 00:00:10 00:05:00 01:30:00 pagers,pagers-webhook,pagers-slack,pagers-pagerduty,pagers-msteams,pagers-telegram,pagers-discord | mute night continue",
                "{}/{service=\"db\",env=~\"prod.*\"} nobody [...] 00:00:10 00:05:00 00:05:00  | active office",
            ],
            RoutingTree.All(tree.Root).Select(Describe));
        Assert.Equal("{severity=\"critical\"} {severity=~\"warning|info\"} alertname,instance", string.Join(' ', tree.Inhibit.SkipLast(1).Select(rule => $"{{{string.Join(",", rule.Source)}}} {{{string.Join(",", rule.Target)}}} {string.Join(",", rule.Equal)}")));
        Assert.True(tree.Root.Routes[0].MuteTimes[0].Contains(new DateTimeOffset(2026, 3, 2, 21, 30, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Becomes_channels_with_their_secrets()
    {
        var all = Read(Whole).Channels;
        var channels = all.ToDictionary(channel => channel.Name, channel => channel.Options);

        var email = (EmailOptions)channels["team"];
        Assert.Equal(["anna@example.org", "bob@example.org"], email.Recipients);
        Assert.Equal(("smtp.example.org", 587, "alerts@example.org", "alerts", "content of mail.secret", false), (email.Server!.Host, email.Server.Port, email.Server.From, email.Server.UserName, email.Server.Password, email.SendResolved));
        var slack = (SlackOptions)channels["team-slack"];
        Assert.Equal(("https://hooks.slack.com/services/T/B/secret", "#ops", true), (slack.WebhookUrl, slack.Channel, slack.SendResolved));
        Assert.Equal("0123456789abcdef0123456789abcdef", ((PagerDutyOptions)channels["pagers-pagerduty"]).RoutingKey);
        Assert.Equal("Basic dTpw", all.Single(channel => channel.Name == "pagers").Connection.Authorization);
        Assert.Same(HttpConnection.Usual, all.Single(channel => channel.Name == "pagers-webhook").Connection);
        Assert.Equal("https://x.logic.azure.com/workflows/secret", ((TeamsOptions)channels["pagers-msteams"]).WebhookUrl);
        Assert.Equal("-100123", ((TelegramOptions)channels["pagers-telegram"]).ChatId);
        Assert.Equal("https://discord.com/api/webhooks/1/secret", ((DiscordOptions)channels["pagers-discord"]).WebhookUrl);
        var bot = (SlackBotOptions)channels["pagers-slack"];
        Assert.Equal(("https://slack.com/api", "xoxb-secret", "C012345"), (bot.BaseUrl, bot.Token, bot.Channel));
    }

    [Fact]
    public void Says_what_it_does_not_take_over() => Assert.Equal(
        [
            "line 8: templates: no file is called '/etc/alertmanager/*.tmpl'.",
            "line 23: route.routes[1].repeat_interval: is below the group_interval; reminders come every 5 min.",
        ],
        Read(Whole).Remarks);

    public static TheoryData<string, string, string> Broken => new()
    {
        { "group_wait: 10s", "group_wait: soon", "line 12: route.group_wait: 'soon' is not a duration such as 30s, 5m or 1h30m." },
        { "receiver: team\n", "receiver: teem\n", "line 10: route.receiver: 'teem' is not among the receivers." },
        { "severity=\"critical\", ", "severity<critical, ", "line 15: route.routes[0].matchers[0]: 'severity<critical' is not a matcher; write it as severity=\"critical\", with one of = != =~ !~." },
        { "env: prod.*", "env: prod(", "line 20: route.routes[1].match_re: 'prod(' is not a regular expression that can be used here" },
        { "mute_time_intervals: [night]", "mute_time_intervals: [nights]", "line 18: route.routes[0].mute_time_intervals: 'nights' is not among the time_intervals." },
        { "pagerduty_configs: [ { routing_key_file: pager.secret } ]", "opsgenie_configs: [ { api_url: x } ]", "line 30: receivers[1].opsgenie_configs[0].api_key: is not the key of an API integration." },
        { "routing_key_file: pager.secret", "routing_key_file: missing", "line 30: receivers[1].pagerduty_configs[0].routing_key_file: 'missing' cannot be read: no such file." },
        { "https://example.org/hook\n", "example.org\n", "line 32: receivers[1].webhook_configs[0].url: is not an address such as https://example.org/hook." },
        { "basic_auth: { username: u, password: p }", "tls_config: { ca: nonsense }", "line 33: receivers[1].webhook_configs[0].http_config.tls_config.ca: holds nothing in the form of PEM that can be used: no certificate in it." },
        { "basic_auth: { username: u, password: p }", "proxy_url: 'user:secret/'", "line 33: receivers[1].webhook_configs[0].http_config.proxy_url: is not an address such as http://proxy.example.org:3128." },
        { "basic_auth: { username: u, password: p }", "oauth2: { client_id: x, token_url: y }", "line 33: receivers[1].webhook_configs[0].http_config.oauth2.token_url: is not an address such as https://login.example.org/token." },
        { "to: \"anna@example.org, bob@example.org\"", "to: \"\"", "line 27: receivers[0].email_configs[0].to: is missing; nobody would be told." },
        { "smtp.example.org:587", "smtp.example.org", "line 27: receivers[0].email_configs[0].smarthost: 'smtp.example.org' is not a mail server with its port, such as smtp.example.org:587." },
        { "title: \"{{ .Foo }}\"", "actions: [ { type: button, confirm: { text: sure, texts: x } } ]", "line 28: receivers[0].slack_configs[0].actions[0].confirm.texts: is not understood here." },
        { "start_time: \"22:00\"", "from: x, start_time: \"22:00\"", "line 49: time_intervals[0].time_intervals[0].times[0].from: is not understood here." },
        { "continue: true", "continued: true", "line 17: route.routes[0].continued: is not understood here." },
        { "start_time: \"22:00\"", "start_time: \"25:00\"", "line 49: Times: '25:00-24:00' is not a time such as 22:00-24:00, the start before the end." },
        { "route:", "rout:", "line 9: rout: is not understood here." },
        { "- name: nobody", "- name: team", "line 42: receivers[2].name: 'team' is used twice." },
        { "global:", "global: [", "line 3: this is no YAML" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Is_refused_with_line_and_reason(string text, string instead, string message)
    {
        Assert.Contains(text, Whole.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        var file = Read(Whole.ReplaceLineEndings("\n").Replace(text, instead, StringComparison.Ordinal));

        Assert.Contains(file.Errors, error => error.StartsWith(message, StringComparison.Ordinal));
        Assert.Null(file.Routing);
        Assert.Empty(file.Channels);
        Assert.DoesNotContain(file.Errors, error => error.Contains("secret/", StringComparison.Ordinal) || error.Contains("xoxb", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "line 1: the file is empty.")]
    [InlineData("- a", "line 1: must be a mapping of fields.", "line 1: route: is missing; it says who is told.")]
    [InlineData("receivers: [ { name: x } ]", "line 1: route: is missing; it says who is told.")]
    public void Is_refused_where_it_is_none(string yaml, params string[] messages) => Assert.Equal(messages, Read(yaml).Errors);

    [Fact]
    public void Is_taken_in_its_smallest_form()
    {
        var file = Read("route: { receiver: x }\nreceivers: [ { name: x } ]");

        Assert.Empty(file.Errors);
        Assert.Empty(file.Remarks);
        var tree = RoutingTree.Build(file.Routing!, ["email"], []);
        Assert.Equal("{} x [] 00:00:30 00:05:00 04:00:00  | ", Describe(tree.Root));
        Assert.Equal("route:\n  receiver: \"x\"\n  group_by: []\n  group_wait: 30s\n  group_interval: 300s\n  repeat_interval: 14400s\nreceivers:\n- name: \"x\"\n", ConfigurationText.Write(tree).Split("inhibit_rules:")[0]);
        Assert.Equal(["{rule_state=\"\"} {rule_state=\"approaching\"}"], tree.Inhibit.Select(rule => $"{Alerting.Matching.LabelMatchers.Write(rule.Source)} {Alerting.Matching.LabelMatchers.Write(rule.Target)}"));
    }

    [Theory]
    [InlineData("0", 0d)]
    [InlineData("30s", 30d)]
    [InlineData("1h30m", 5400d)]
    [InlineData("1d", 86400d)]
    [InlineData("1500ms", 1.5)]
    [InlineData("5", null)]
    [InlineData("", null)]
    [InlineData("m5", null)]
    [InlineData("99999999y", null)]
    public void Has_durations_as_prometheus_writes_them(string text, double? seconds) => Assert.Equal(seconds, DurationText.Read(text)?.TotalSeconds);

    private static AlertmanagerFile Read(string yaml) => AlertmanagerFile.Read(yaml, new FakeFiles());

    private static string Describe(AlertRoute route) =>
        $"{route.Id} {route.Receiver} [{string.Join(",", route.GroupBy ?? ["..."])}] {route.GroupWait} {route.GroupInterval} {route.RepeatInterval} {string.Join(",", route.Channels)} | "
        + string.Join(' ', route.MuteTimes.Select(times => $"mute {times.Name}").Concat(route.ActiveTimes.Select(times => $"active {times.Name}")).Concat(route.Continue ? ["continue"] : []));
}
