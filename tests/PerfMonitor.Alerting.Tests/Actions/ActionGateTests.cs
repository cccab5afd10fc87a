using System.Globalization;
using PerfMonitor.Alerting.Actions;

namespace PerfMonitor.Alerting.Tests.Actions;

public sealed class ActionGateTests
{
    private static readonly ActionOptions Asks = new() { Name = "a", Url = "http://127.0.0.1/" };

    public static TheoryData<string, object> Cases => new()
    {
        { "approval stopped:no last:no dry:no", new ActionGate.Ask() },
        { "free stopped:no last:no dry:no", new ActionGate.Run() },
        { "free stopped:yes last:no dry:no", new ActionGate.Refuse("the kill switch is thrown: anna: market closed") },
        { "free stopped:no last:14 dry:no", new ActionGate.Defer("it ran for strategy=\"alpha\" less than its cooldown of 15 min ago, which is over 2026-03-02 12:01:00 UTC", Samples.Noon.AddMinutes(1)) },
        { "free stopped:no last:15 dry:no", new ActionGate.Run() },
        { "free stopped:no last:14 dry:no by:person", new ActionGate.Defer("it ran for strategy=\"alpha\" less than its cooldown of 15 min ago, which is over 2026-03-02 12:01:00 UTC", Samples.Noon.AddMinutes(1)) },
        { "free stopped:no failed:14 dry:no", new ActionGate.Defer("it ran for strategy=\"alpha\" less than its cooldown of 15 min ago and failed; the cooldown is over 2026-03-02 12:01:00 UTC, and a person need not wait for that", Samples.Noon.AddMinutes(1)) },
        { "free stopped:no failed:14 dry:no by:person", new ActionGate.Run("it ran for strategy=\"alpha\" less than its cooldown of 15 min ago, but failed, and a person asks") },
        { "approval stopped:no failed:14 dry:no by:person", new ActionGate.Ask() },
        { "approval stopped:yes last:1 dry:yes", new ActionGate.Run() },
        { "approval stopped:no last:no dry:no waiting:99", new ActionGate.Ask() },
        { "approval stopped:no last:no dry:no waiting:100", new ActionGate.Defer("100 runs of it wait for a person's yes, which is the most at a time", Samples.Noon.AddMinutes(5)) },
        { "approval stopped:no last:no dry:no waiting:same", new ActionGate.Defer("a run for strategy=\"alpha\" waits for a person's yes already", Samples.Noon.AddMinutes(5)) },
        { "free stopped:no last:no dry:no waiting:same", new ActionGate.Run() },
        { "approval stopped:no last:no dry:no over:yes", new ActionGate.Refuse("the alert is over, so nobody could approve the run") },
        { "free stopped:no last:no dry:no over:yes", new ActionGate.Run() },
        { "off stopped:no last:no dry:yes", new ActionGate.Refuse("not configured") },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decides_with_a_reason(string request, object expected)
    {
        var words = request.Split(' ');
        var action = new ActionOptions { Name = Asks.Name, Url = Asks.Url, RequiresApproval = words[0] == "approval", Off = words[0] == "off" ? "not configured" : null };
        var last = words[2] == "last:no" ? null : new LastRun(Samples.Noon.AddMinutes(-int.Parse(words[2].Split(':')[1], CultureInfo.InvariantCulture)), words[2].StartsWith("failed", StringComparison.Ordinal));
        var waiting = words[^1] == "waiting:same" ? new WaitingRuns(1, ForTarget: true) : new WaitingRuns(words[^1].StartsWith("waiting", StringComparison.Ordinal) ? int.Parse(words[^1].Split(':')[1], CultureInfo.InvariantCulture) : 0, ForTarget: false);
        var asked = new ActionRequest(
            words[1] == "stopped:yes" ? "anna: market closed" : null, last, waiting, "strategy=\"alpha\"", DryRun: words[3] == "dry:yes", ByPerson: words[^1] == "by:person", IsOver: words[^1] == "over:yes");

        Assert.Equal(expected, ActionGate.Decide(action, asked, Samples.Noon));
    }

    [Theory]
    [InlineData(null, 0.5, 100.0, 50.0, true)]
    [InlineData(null, 0.5, 100.0, 51.0, false)]
    [InlineData(null, 0.5, null, 0.0, false)]
    [InlineData(10.0, null, null, 10.0, true)]
    [InlineData(null, 0.5, -100.0, -100.0, false)]
    [InlineData(null, 0.5, -100.0, -50.0, true)]
    [InlineData(10.0, null, null, null, false)]
    public void Believes_a_post_condition_only_where_the_values_are_known(double? most, double? share, double? before, double? after, bool expected) =>
        Assert.Equal(expected, new PostCondition { AtMost = most, AtMostOfBefore = share }.Holds(before, after));

    [Fact]
    public void Escapes_a_label_for_the_place_it_comes_to()
    {
        var labels = new Dictionary<string, string> { ["s"] = "a\"b/c d" };

        Assert.Equal(
            ["http://x/a%22b%2Fc%20d", "{\"s\":\"a\\u0022b/c d\"}", "m{s=\"a\\\"b/c d\"}", "a\"b/c d", ""],
            [ActionTemplate.InUrl("http://x/{s}", labels), ActionTemplate.InJson("{\"s\":\"{s}\"}", labels), ActionTemplate.InQuery("m{s=\"{s}\"}", labels), ActionTemplate.Plain("{s}", labels), ActionTemplate.Plain("{none}", labels)]);
    }

    public static TheoryData<string, string> Targets => new()
    {
        { "Http http://x/{strategy} {venue} {strategy}", "strategy=\"al\\\"pha\", venue=\"\"" },
        { "Http http://x/ {}", "" },
        { "Script drain.sh {instance}", "instance=\"web-1\"" },
        { "Message", "instance=\"web-1\", strategy=\"al\\\"pha\"" },
        { "Health", "" },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void Acts_on_what_its_texts_take_from_the_alert(string action, string target)
    {
        var words = action.Split(' ');
        var options = new ActionOptions { Kind = Enum.Parse<ActionKind>(words[0]), Url = words.ElementAtOrDefault(1) ?? "", Body = string.Join(' ', words.Skip(2)), Arguments = [.. words.Skip(2)] };
        var labels = new Dictionary<string, string> { ["alertname"] = "VarExceeded", ["severity"] = "critical", ["rule_state"] = "", ["strategy"] = "al\"pha", ["instance"] = "web-1" };

        Assert.Equal(target, ActionTarget.Of(options, labels));
    }

    [Theory]
    [InlineData("", true, "an action without a name")]
    [InlineData("../x.sh", false, "a path")]
    public void Refuses_scripts_outside_the_folder(string script, bool isEmpty, string why)
    {
        var errors = new ActionOptions { Name = "x", Kind = ActionKind.Script, Script = script }.Validate(isRepeated: false).ToList();

        Assert.True(errors.Count == 1 && (isEmpty || errors[0].Contains(script, StringComparison.Ordinal)), $"{why}: {string.Join("; ", errors)}");
    }

    [Fact]
    public void Reads_what_a_service_says_of_its_health() => Assert.Equal(
        ["Healthy", "Degraded (rules: held)", "answering 502 without a report"],
        [
            HealthProbe.Read(200, """{"status":"Healthy","checks":{}}"""),
            HealthProbe.Read(200, """{"status":"Degraded","checks":{"history":{"status":"Healthy"},"rules":{"status":"Degraded","detail":"held"}}}"""),
            HealthProbe.Read(502, "<html>"),
        ]);
}
