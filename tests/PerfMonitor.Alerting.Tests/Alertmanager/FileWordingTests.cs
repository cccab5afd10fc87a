using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Testing.Http;
using PerfMonitor.Testing.Mail;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

/// <summary>What goes out where a receiver of Alertmanager's file words its messages.</summary>
public sealed class FileWordingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Notification Three => Samples.Notification(Samples.Alert(), Samples.Alert(instance: "web-2"), Samples.Alert(instance: "web-3").Resolved());

    public static TheoryData<string, string> Worded => new()
    {
        {
            """slack_configs: [ { api_url: 'URL', channel: '#{{ .CommonLabels.severity }}', title: '{{ .Receiver }}: {{ len .Alerts.Firing }}', text: '{{ range .Alerts.Firing }}<{{ .GeneratorURL }}|{{ .Labels.instance }}> {{ end }}', fields: [ { title: a, value: '{{ .Status }}', short: true }, { title: b, value: x } ], actions: [ { type: button, text: Runbook, url: '{{ (index .Alerts 0).Annotations.runbook_url }}', name: unused } ], link_names: true } ]""",
            """{"channel":"#critical","username":"Performance Monitor","link_names":true,"attachments":[{"title":"team-x: 2","text":"<https://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical|web-1> <https://perf.example/dashboard/alerts/HostCpuHigh-web-2-Critical|web-2> ","fallback":"[FIRING:2] HostCpuHigh (critical) | https://perf.example/dashboard/alerts","title_link":"https://perf.example/dashboard/alerts","color":"danger","mrkdwn_in":["fallback","pretext","text"],"fields":[{"title":"a","value":"firing","short":true},{"title":"b","value":"x","short":false}],"actions":[{"type":"button","text":"Runbook","url":"https://runbooks.example.org/cpu"}]}]}"""
        },
        {
            """pagerduty_configs: [ { url: 'URL', routing_key: '{{ .CommonLabels.severity }}-0123456789', description: '{{ template "__subject" . }}', severity: '{{ .CommonLabels.severity }}', component: cpu, details: { num_firing: 'n={{ .Alerts.Firing | len }}', firing: f, resolved: r }, links: [ { href: 'https://x/{{ .GroupLabels.alertname }}', text: L } ] } ]""",
            """{"routing_key":"critical-0123456789","event_action":"trigger","dedup_key":"33333333-3333-3333-3333-333333333333","payload":{"summary":"[FIRING:2] HostCpuHigh (critical)","source":"Performance Monitor","severity":"critical","timestamp":"2026-03-02T12:00:00.0000000Z","component":"cpu","custom_details":{"num_firing":"n=2","firing":"f","resolved":"r","num_resolved":"1"}},"client":"Performance Monitor","client_url":"https://perf.example/dashboard/alerts","links":[{"href":"https://x/HostCpuHigh","text":"L"}]}"""
        },
        {
            """pagerduty_configs: [ { url: 'URL', service_key: key-0123456789, description: d, details: { firing: f, resolved: r }, links: [ { href: 'https://x', text: L } ] } ]""",
            """{"service_key":"key-0123456789","event_type":"trigger","incident_key":"33333333-3333-3333-3333-333333333333","description":"d","details":{"firing":"f","resolved":"r","num_firing":"2","num_resolved":"1"},"client":"Performance Monitor","client_url":"https://perf.example/dashboard/alerts","contexts":[{"type":"link","href":"https://x","text":"L"}]}"""
        },
        {
            """discord_configs: [ { webhook_url: 'URL', title: '{{ .Status | toUpper }}', message: '{{ .CommonAnnotations.description }}', content: '<@1>', username: Bot } ]""",
            """{"content":"<@1>","username":"Bot","embeds":[{"color":14692657,"title":"FIRING","description":"For five minutes already."}]}"""
        },
        {
            """telegram_configs: [ { api_url: 'URL', bot_token: '123456:ABC-DEF1234', chat_id: -5, message: '<b>{{ .CommonAnnotations.description }} & {{ "<i>" }}</b>' } ]""",
            """{"chat_id":"-5","text":"<b>For five minutes already. & &lt;i&gt;</b>","link_preview_options":{"is_disabled":true},"disable_notification":false,"parse_mode":"HTML"}"""
        },
        {
            """telegram_configs: [ { api_url: 'URL', bot_token: '123456:ABC-DEF1234', chat_id: -5, message: '{{ "<i>" }}', parse_mode: '' } ]""",
            """{"chat_id":"-5","text":"<i>","link_preview_options":{"is_disabled":true},"disable_notification":false}"""
        },
        {
            """opsgenie_configs: [ { api_url: 'URL', api_key: key-0123456789, message: '{{ .GroupLabels.alertname }}', description: d, tags: 'a, {{ .CommonLabels.severity }}', priority: P2, details: { more: '{{ .Receiver }}' }, responders: [ { name: 'db,web', type: teams }, { name: '{{ .CommonLabels.none }}', type: team }, { username: anna, type: USER } ] } ]""",
            """{"message":"HostCpuHigh","details":{"alertname":"HostCpuHigh","severity":"critical","more":"team-x"},"source":"https://perf.example/dashboard/alerts","priority":"P2","description":"d","tags":["a","critical"],"responders":[{"type":"team","name":"db"},{"type":"team","name":"web"},{"type":"user","username":"anna"}],"alias":"33333333-3333-3333-3333-333333333333"}"""
        },
        {
            """victorops_configs: [ { api_url: 'URL', api_key: key-0123456789, routing_key: '{{ .CommonLabels.severity }}', message_type: WARNING, state_message: '{{ .CommonAnnotations.description }}', custom_fields: { team: '{{ .Receiver }}' } } ]""",
            """{"message_type":"WARNING","entity_id":"33333333-3333-3333-3333-333333333333","entity_display_name":"[FIRING:2] HostCpuHigh (critical)","state_message":"For five minutes already.","monitoring_tool":"Performance Monitor","team":"team-x"}"""
        },
        {
            """rocketchat_configs: [ { api_url: 'URL', token: t-0123456789, token_id: u-0123456789, channel: '#{{ .CommonLabels.severity }}', title: '{{ .Receiver }}', emoji: ':fire:', short_fields: true, fields: [ { title: a, value: b } ] } ]""",
            """{"channel":"#critical","emoji":":fire:","attachments":[{"title_link":"https://perf.example/dashboard/alerts","color":"red","title":"team-x","fields":[{"title":"a","value":"b","short":true}]}]}"""
        },
        {
            """webex_configs: [ { api_url: 'URL', room_id: r1, message: '**{{ .Status }}**', http_config: { authorization: { credentials: token-0123456789 } } } ]""",
            """{"roomId":"r1","markdown":"**firing**"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Worded))]
    public async Task Sends_what_alertmanager_would(string integration, string json)
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = static context => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "{\"success\":true,\"ok\":true}");
        var channel = FileChannels.Only(FileChannels.File(integration.Replace("'URL'", server.Url, StringComparison.Ordinal)));

        var outcome = await channel.SendAsync(Three, Token);

        Assert.Equal((new Outcome.Delivered(), null), (outcome, channel.Problem));
        var body = Assert.Single(server.Requests).Body;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(body)), body);
    }

    [Theory]
    [InlineData("msteams_configs: [ { webhook_url: 'URL', title: '{{ .Status }}', text: 'a **b**' } ]", "firing|a **b**")]
    [InlineData("msteamsv2_configs: [ { webhook_url: 'URL', text: t } ]", "[FIRING:2] HostCpuHigh (critical)|t")]
    public async Task Puts_title_and_text_on_a_card_of_teams(string integration, string blocks)
    {
        await using var server = await HttpTestServer.StartAsync();

        await FileChannels.Only(FileChannels.File(integration.Replace("'URL'", server.Url, StringComparison.Ordinal))).SendAsync(Three, Token);

        var card = JsonNode.Parse(Assert.Single(server.Requests).Body)!["attachments"]![0]!["content"]!;
        Assert.Equal(blocks, string.Join('|', card["body"]!.AsArray().Select(block => (string?)block!["text"])));
    }

    [Fact]
    public async Task Words_a_mail_and_makes_its_values_safe()
    {
        await using var server = new SmtpTestServer();
        var channel = FileChannels.Only(FileChannels.File(
            $$$"""email_configs: [ { to: '{{ .CommonLabels.severity }}@example.org, "B, b" <b@example.org>', from: a@example.org, smarthost: '127.0.0.1:{{{server.Port}}}', headers: { subject: 'S {{ .Receiver }}', Reply-To: r@example.org, X-Team: '{{ .Receiver }}', From: 'Alerts <x@example.org>' }, html: '<p title="{{ .CommonLabels.severity }}">{{ (index .Alerts 0).Annotations.summary }}</p>' } ]"""));

        var alert = Samples.Alert() with { Annotations = new Dictionary<string, string> { ["summary"] = "<script> & more" } };
        Assert.Equal(new Outcome.Delivered(), await channel.SendAsync(Samples.Notification(alert), Token));

        var mail = Assert.Single(server.Mails);
        Assert.Equal(["critical@example.org", "b@example.org"], mail.To);
        Assert.Equal(("S team-x", "r@example.org", "team-x", "\"Alerts\" <x@example.org>"), (mail.Header("Subject"), mail.Header("Reply-To"), mail.Header("X-Team"), mail.Header("From")));
        Assert.Equal("<p title=\"critical\">&lt;script&gt; &amp; more</p>", mail.Body("text/html").Trim());
    }

    [Fact]
    public async Task Keeps_our_own_mail_where_only_the_subject_is_worded()
    {
        await using var server = new SmtpTestServer();
        var channel = FileChannels.Only(FileChannels.File($$$"""email_configs: [ { to: a@example.org, from: a@example.org, smarthost: '127.0.0.1:{{{server.Port}}}', headers: { Subject: '{{ .Status }}!' } } ]"""));

        await channel.SendAsync(Samples.Notification(), Token);

        var mail = Assert.Single(server.Mails);
        Assert.Equal("firing!", mail.Header("Subject"));
        Assert.Contains("Look for a runaway process.", mail.Body("text/html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ define \"mine\" }}by name: {{ .Status }}{{ end }}", "title: '{{ template \"mine\" . }}'", "by name: firing")]
    [InlineData("{{ define \"slack.default.title\" }}replaced{{ end }}", "channel: x", "replaced")]
    [InlineData("{{ define \"__subject\" }}other subject{{ end }}", "channel: x", "other subject")]
    public async Task Uses_the_templates_of_files(string template, string field, string title)
    {
        await using var server = await HttpTestServer.StartAsync();
        var channel = FileChannels.Only(FileChannels.File($"slack_configs: [ {{ api_url: '{server.Url}', {field} }} ]", templates: ("a.tmpl", template)));

        await channel.SendAsync(Samples.Notification(), Token);

        Assert.Equal(title, (string?)JsonNode.Parse(Assert.Single(server.Requests).Body)!["attachments"]![0]!["title"]);
    }

    [Fact]
    public async Task Goes_out_in_our_own_words_where_the_file_has_none()
    {
        await using var server = await HttpTestServer.StartAsync();
        var channel = FileChannels.Only(FileChannels.File($"slack_configs: [ {{ api_url: '{server.Url}', channel: '#{{{{ .CommonLabels.severity }}}}' }} ]", templates: ("a.tmpl", "{{ define \"unused\" }}{{ end }}")));

        await channel.SendAsync(Samples.Notification(), Token);

        var message = JsonNode.Parse(Assert.Single(server.Requests).Body)!;
        Assert.Equal(("#critical", true), ((string?)message["channel"], message["blocks"] is JsonArray));
    }

    [Theory]
    [InlineData("title: '{{ .Nothing }}'", "x", "the built-in words go out, because a template of Alertmanager's file is broken: line 6: receivers[0].slack_configs[0].title:1:4: there is no field '.Nothing'")]
    [InlineData("title: '{{ template \"gone\" . }}'", "x", "the built-in words go out, because a template of Alertmanager's file is broken: line 6: receivers[0].slack_configs[0].title:1:4: the template 'gone' is not defined")]
    [InlineData("text: '{{ (index .Alerts 5).Status }}'", "x", "the built-in words go out, because a template of Alertmanager's file is broken: line 6: receivers[0].slack_configs[0].text:1:5: 'index': 5 is")]
    [InlineData("channel: x", "\n{{ if }}", "a template file of Alertmanager's configuration cannot be read: a.tmpl:2:")]
    public async Task Goes_out_in_our_own_words_where_a_template_is_broken_and_says_so(string field, string template, string problem)
    {
        await using var server = await HttpTestServer.StartAsync();
        var channel = FileChannels.Only(FileChannels.File($"slack_configs: [ {{ api_url: '{server.Url}', {field} }} ]", templates: ("a.tmpl", template)));

        var outcome = await channel.SendAsync(Samples.Notification(), Token);

        Assert.StartsWith(problem, channel.Problem, StringComparison.Ordinal);
        Assert.Equal(new Outcome.Delivered(channel.Problem), outcome);
        Assert.NotNull(JsonNode.Parse(Assert.Single(server.Requests).Body)!["blocks"]);
    }

    [Fact]
    public async Task Tells_nobody_where_whom_to_tell_is_broken()
    {
        var channel = FileChannels.Only(FileChannels.File("slack_configs: [ { api_url: 'http://127.0.0.1:1', channel: '{{ .Nothing }}' } ]"));

        var outcome = Assert.IsType<Outcome.Rejected>(await channel.SendAsync(Samples.Notification(), Token));

        Assert.StartsWith("whom to tell is a template of Alertmanager's file that is broken: line 6: receivers[0].slack_configs[0].channel:1:4: there is no field '.Nothing'", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_known_by_the_receivers_name()
    {
        await using var server = await HttpTestServer.StartAsync();

        await FileChannels.Only(FileChannels.File($"webhook_configs: [ {{ url: '{server.Url}' }} ]")).SendAsync(Samples.Notification() with { Channel = "team-x-2" }, Token);

        Assert.Equal("team-x", (string?)JsonNode.Parse(Assert.Single(server.Requests).Body)!["receiver"]);
    }

    [Theory]
    [InlineData("sns_configs: [ { topic_arn: x } ]", "line 6: receivers[0].sns_configs[0]: there is no such channel here; use webhook_configs with a bridge to it")]
    [InlineData("webhook_configs: [ { url: 'http://x', http_config: { proxy_connect_header: { a: [b] } } } ]", "line 6: receivers[0].webhook_configs[0].http_config.proxy_connect_header: is not supported")]
    [InlineData("email_configs: [ { to: a@x.org, smarthost: 'x:465' } ]", "line 6: receivers[0].email_configs[0].smarthost: 465 is TLS from the first byte")]
    [InlineData("email_configs: [ { to: a@x.org, smarthost: 'x:587', auth_username: a, auth_password: b, auth_identity: c } ]", "line 6: receivers[0].email_configs[0].smarthost: to sign in as one user for another (auth_identity 'c') is not supported")]
    public async Task Is_a_channel_that_fails_loudly_where_we_cannot_do_what_alertmanager_can(string integration, string why)
    {
        var file = FileChannels.File(integration);
        var channel = FileChannels.Only(file);

        Assert.StartsWith($"this channel tells nobody: {why}", channel.Problem, StringComparison.Ordinal);
        Assert.StartsWith(why, Assert.IsType<Outcome.Rejected>(await channel.SendAsync(Samples.Notification(), Token)).Reason, StringComparison.Ordinal);
        Assert.Equal((null, false), (channel.Off, channel.IsUsable));
        Assert.Contains(file.Remarks, remark => remark.Contains(why, StringComparison.Ordinal));
    }
}
