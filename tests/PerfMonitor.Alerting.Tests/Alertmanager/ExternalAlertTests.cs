using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

public sealed class ExternalAlertTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    // Minutes from now; none: Go's zero time, as amtool sends it.
    [Theory]
    [InlineData(null, null, 0, 5)]
    [InlineData(-10, null, -10, 5)]
    [InlineData(10, null, 10, 15)]
    [InlineData(null, -3, -3, -3)]
    [InlineData(null, 3, 0, 3)]
    [InlineData(-10, -3, -10, -3)]
    [InlineData(-10, 4, -10, 4)]
    public void Lasts_as_alertmanager_would_have_it(int? starts, int? ends, int from, int to)
    {
        var (alert, error) = Read(new() { Labels = Labels(), StartsAt = At(starts), EndsAt = At(ends) });

        Assert.Null(error);
        Assert.Equal((Samples.Noon.AddMinutes(from), Samples.Noon.AddMinutes(to), to <= 0), (alert!.StartsAt, alert.EndsAt, alert.IsOver(Samples.Noon)));
    }

    [Fact]
    public void Becomes_an_event_like_those_of_our_own_rules()
    {
        var (alert, _) = Read(new()
        {
            Labels = new Dictionary<string, string>(Labels()) { ["severity"] = "page", ["empty"] = "", ["http.route"] = "/pay\0" },
            Annotations = new Dictionary<string, string> { ["summary"] = "disk is full" },
            StartsAt = Samples.Noon,
            GeneratorUrl = "http://prom:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1",
        });
        var id = Guid.NewGuid();

        var fired = alert!.ToFired(id);

        Assert.Equal(
            (id, "DiskFull", "external", Severity.Critical, "up == 0", Samples.Noon, 16),
            (fired.EventId, fired.RuleName, fired.RuleGroup, fired.Severity, fired.Expression, fired.FiredAt, fired.Fingerprint.Length));
        Assert.Equal(["alertname=DiskFull", "http.route=/pay\uFFFD", "severity=page"], fired.Labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal));
        Assert.True(double.IsNaN(fired.Value));
    }

    public static TheoryData<string, PostedAlertText, string> Refused => new()
    {
        { "nothing", new(), "an alert has no label with a value; at least alertname is needed" },
        { "empty", new("alertname="), "an alert has no label with a value; at least alertname is needed" },
        { "name", new("alertname=X,=b"), "the alert 'X' has a label or annotation named ''; a name has 1 to 1024 characters" },
        { "order", new("alertname=X", 5, -5), "the alert 'X' ends at 2026-03-02T11:55:00.0000000+00:00, before it starts at 2026-03-02T12:05:00.0000000+00:00" },
        { "long", new("alertname=X,a=" + new string('v', 4097)), "the label a of 'X' has 4097 characters; 4096 is the most" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Is_refused_with_what_is_wrong(string what, PostedAlertText posted, string error)
    {
        var labels = posted.Labels?.Split(',').ToDictionary(label => label.Split('=')[0], label => label.Split('=')[1]);

        Assert.Equal((what, error), (what, Read(new() { Labels = labels, StartsAt = At(posted.Starts), EndsAt = At(posted.Ends) }).Error));
    }

    private static (ExternalAlert? Alert, string? Error) Read(PostedAlert posted) => ExternalAlert.Read(posted, Timeout, Samples.Noon);

    private static Dictionary<string, string> Labels() => new() { ["alertname"] = "DiskFull" };

    private static DateTimeOffset? At(int? minutes) => minutes is { } offset ? Samples.Noon.AddMinutes(offset) : DateTimeOffset.MinValue;
}

/// <summary>A reported alert in a row of a table.</summary>
public sealed record PostedAlertText(string? Labels = null, int? Starts = null, int? Ends = null);
