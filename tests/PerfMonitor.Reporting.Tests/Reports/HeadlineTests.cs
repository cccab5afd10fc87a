using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Reports;

public sealed class HeadlineTests
{
    private static readonly TargetReport Up = Target("a", 1);
    private static readonly TargetReport Down = Target("b", 0.995, 600);
    private static readonly TargetReport Bad = Target("c", 0.9, 9000);

    public static TheoryData<string, object, object, object, string> Headlines => new()
    {
        { "quiet", Targets(Up, Up), Alerts(), Verdict.Good, "All 2 targets answered every check. No alert was active." },
        { "one target", Targets(Up), Alerts(), Verdict.Good, "a answered every check. No alert was active." },
        { "one down", Targets(Up, Down), Alerts(), Verdict.Attention, "1 of 2 targets was down: b, for 10 min. No alert was active." },
        { "two down", Targets(Up, Down, Bad), Alerts(), Verdict.Bad, "2 of 3 targets were down, for 2 h 40 min in all; c the longest, for 2 h 30 min. No alert was active." },
        { "only one and down", Targets(Down), Alerts(), Verdict.Attention, "b was down for 10 min. No alert was active." },
        { "down unseen", Targets(Up, Target("e", 0.995)), Alerts(), Verdict.Attention, "1 of 2 targets failed some checks. No alert was active." },
        { "alert", Targets(Up), Alerts(Alert("warning", true)), Verdict.Attention, "a answered every check. One alert was active." },
        { "critical", Targets(Up), Alerts(Alert("critical", true), Alert("info", true)), Verdict.Bad, "a answered every check. 2 alerts were active, 1 of them critical." },
        { "open", Targets(Up), Alerts(Alert("critical", false)), Verdict.Bad, "a answered every check. One alert was active, critical, still at the end of the period." },
        { "no checks", Targets(), Alerts(Alert("info", false), Alert("info", false)), Verdict.Attention, "No check of a target ran. 2 alerts were active. 2 were still active at the end of the period." },
        { "nothing", Targets(), Alerts(), Verdict.NoData, "There are no data of this period: no check ran, no host reported, and no alert fired." },
    };

    [Theory]
    [MemberData(nameof(Headlines))]
    public void Say_the_whole_in_a_sentence_or_two(string name, object targets, object alerts, object verdict, string text)
    {
        var report = AlertSection.Build(Samples.Empty with { Alerts = (AlertRecord[])alerts }, Samples.Day);

        Assert.Equal((name, new Headline((Verdict)verdict, text)), (name, Headline.Of(new AvailabilityReport((TargetReport[])targets), [], report)));
    }

    [Fact]
    public void A_target_down_at_the_end_is_bad_and_named()
    {
        var target = Target("d", 0.999) with { States = [new StateSpan(Samples.Day.To.AddMinutes(-1), Samples.Day.To, Up: false, 2)] };

        Assert.Equal(
            new Headline(Verdict.Bad, "d was down for 1 min. Down at the end of the period: d. No alert was active."),
            Headline.Of(new AvailabilityReport([target]), [], new AlertReport([])));
    }

    [Fact]
    public void A_host_alone_is_data()
    {
        Assert.Equal(Verdict.Good, Headline.Of(new AvailabilityReport([]), [new HostReport { Name = "web-1" }], new AlertReport([])).Verdict);
    }

    private static TargetReport Target(string name, double uptime, int downSeconds = 0) => new()
    {
        Name = name,
        Kind = "web",
        Address = "",
        Uptime = uptime,
        Checks = 100,
        States = downSeconds == 0 ? [] : [new StateSpan(Samples.From, Samples.From.AddSeconds(downSeconds), Up: false, 1), new StateSpan(Samples.From.AddSeconds(downSeconds), Samples.Day.To, Up: true, 1)],
    };

    private static TargetReport[] Targets(params TargetReport[] targets) => targets;

    private static AlertRecord[] Alerts(params AlertRecord[] alerts) => alerts;

    private static AlertRecord Alert(string severity, bool resolved) =>
        Samples.Alert($"{severity}{resolved}", severity, Samples.From.AddHours(1), resolved ? Samples.From.AddHours(2) : null);
}
