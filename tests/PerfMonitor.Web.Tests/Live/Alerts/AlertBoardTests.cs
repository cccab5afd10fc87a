using PerfMonitor.Contracts;
using PerfMonitor.Web.Live.Alerts;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Live.Alerts;

public class AlertBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly AlertBoard _board = new();

    [Fact]
    public void Knows_nothing_until_the_list_was_loaded()
    {
        _board.Apply(FakeAlertList.Change("a", 1), Now);
        Assert.Null(_board.Active);

        _board.Load([], Now.AddSeconds(-1));

        Assert.Equal(["a"], Fingerprints());
    }

    [Fact]
    public void Takes_each_change_once_and_no_older_one_after_a_newer_one()
    {
        _board.Load([], Now);

        Assert.True(_board.Apply(FakeAlertList.Change("a", 2, "acknowledged"), Now));
        Assert.False(_board.Apply(FakeAlertList.Change("a", 2, "acknowledged"), Now));
        Assert.False(_board.Apply(FakeAlertList.Change("a", 1), Now));

        Assert.Equal("acknowledged", Assert.Single(_board.Active!).State);
    }

    [Fact]
    public void A_resolved_alert_is_gone_and_does_not_come_back_by_a_late_message()
    {
        _board.Load([], Now);
        _board.Apply(FakeAlertList.Change("a", 2, "resolved"), Now);
        _board.Apply(FakeAlertList.Change("a", 1), Now);

        Assert.Empty(_board.Active!);
    }

    [Fact]
    public void The_list_replaces_what_was_known_but_not_what_came_since_it_was_asked_for()
    {
        _board.Load([FakeAlertList.Alert("gone")], Now);
        _board.Apply(FakeAlertList.Change("new", 1), Now.AddSeconds(2));
        _board.Apply(FakeAlertList.Change("ended", 2, "resolved"), Now.AddSeconds(2));

        _board.Load([FakeAlertList.Alert("ended"), FakeAlertList.Alert("kept")], askedAt: Now.AddSeconds(1));

        Assert.Equal(["kept", "new"], Fingerprints().Order());
    }

    [Fact]
    public void The_most_severe_come_first()
    {
        _board.Load(
            [
                FakeAlertList.Alert("info", severity: Severity.Info),
                FakeAlertList.Alert("critical", severity: Severity.Critical),
                FakeAlertList.Alert("warning", severity: Severity.Warning),
            ],
            Now);

        Assert.Equal(["critical", "warning", "info"], Fingerprints());
    }

    [Fact]
    public void Forgets_a_resolved_alert_first_when_full()
    {
        _board.Load(Enumerable.Range(0, AlertBoard.Capacity - 1).Select(number => FakeAlertList.Alert($"{number}")), Now);
        _board.Apply(FakeAlertList.Change("ended", 1, "resolved"), Now);

        _board.Apply(FakeAlertList.Change("new", 1), Now.AddSeconds(1));

        Assert.Equal(AlertBoard.Capacity, _board.Active!.Count);
    }

    [Fact]
    public void A_value_that_is_no_finite_number_is_null()
    {
        var alert = LiveAlert.Of(FakeAlertList.Change("a", 1) with { Value = double.NaN, Threshold = double.PositiveInfinity });

        Assert.Equal((null, null), (alert.Value, alert.Threshold));
    }

    private IEnumerable<string> Fingerprints() => _board.Active!.Select(alert => alert.Fingerprint);
}
