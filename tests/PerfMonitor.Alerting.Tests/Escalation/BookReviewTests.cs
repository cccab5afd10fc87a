using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.OnCall;

namespace PerfMonitor.Alerting.Tests.Escalation;

public sealed class BookReviewTests
{
    private static readonly HashSet<string> Channels = ["email", "sms-anna"];

    private static readonly ContactBook Sound = new(
        [
            new EscalationPolicy("critical", [LabelMatchers.Parse("severity=\"critical\"")], [Step(schedules: ["ops"], over: ["sms"]), Step(channels: ["email"])]),
            new EscalationPolicy("other", [], [Step(people: ["anna"])]),
        ],
        new Dictionary<string, Person> { ["anna"] = new("anna", new Dictionary<string, string> { ["sms"] = "sms-anna" }) },
        new Dictionary<string, Schedule> { ["ops"] = new("ops", "Europe/Berlin", [new Rotation(["anna"], new DateOnly(2026, 3, 2), TimeOnly.MinValue, 7, null, null, null)]) },
        []);

    [Fact]
    public void Finds_nothing_in_a_sound_book() => Assert.Empty(BookReview.Warnings(Sound, Channels));

    [Fact]
    public void Names_people_who_are_gone() =>
        Assert.Equal(
            [new BookWarning("policy", "other", "step 1: there is no person 'anna'"), new BookWarning("schedule", "ops", "there is no person 'anna'")],
            BookReview.Warnings(Sound with { People = new Dictionary<string, Person>() }, Channels));

    [Fact]
    public void Names_schedules_that_are_gone() =>
        Assert.Equal([new BookWarning("policy", "critical", "step 1: there is no schedule 'ops'")], BookReview.Warnings(Sound with { Schedules = new Dictionary<string, Schedule>() }, Channels));

    [Fact]
    public void Names_channels_and_ways_that_do_not_work() =>
        Assert.Equal(
            [
                new BookWarning("policy", "critical", "step 1: anna has no way that works among sms"),
                new BookWarning("policy", "critical", "step 2: 'email' is no channel that works"),
                new BookWarning("policy", "other", "step 1: anna has no way that works"),
            ],
            BookReview.Warnings(Sound, new HashSet<string>()));

    [Fact]
    public void Names_a_policy_that_no_alert_reaches() =>
        Assert.Equal(
            [new BookWarning("policy", "critical", "no alert comes here: 'all' is for every alert and goes before it"), new BookWarning("policy", "other", "no alert comes here: 'all' is for every alert and goes before it")],
            BookReview.Warnings(Sound with { Policies = [.. Sound.Policies, new EscalationPolicy("all", [], [Step(channels: ["email"])])] }, Channels));

    private static EscalationStep Step(string[]? people = null, string[]? schedules = null, string[]? channels = null, string[]? over = null) =>
        new(TimeSpan.FromMinutes(5), people ?? [], schedules ?? [], channels ?? [], over ?? []);
}
