using PerfMonitor.Alerting.Alertmanager;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

public sealed class LabelFingerprintTests
{
    // As Alertmanager 0.25 answers for the same labels.
    [Theory]
    [InlineData("", "cbf29ce484222325")]
    [InlineData("alertname=DiskFull,instance=db-1,severity=critical", "9556f853bb27ef8b")]
    [InlineData("severity=critical,instance=db-1,alertname=DiskFull", "9556f853bb27ef8b")]
    public void Is_alertmanagers_own(string labels, string fingerprint) => Assert.Equal(
        fingerprint,
        LabelFingerprint.Of(labels.Split(',', StringSplitOptions.RemoveEmptyEntries).ToDictionary(label => label.Split('=')[0], label => label.Split('=')[1])));
}
