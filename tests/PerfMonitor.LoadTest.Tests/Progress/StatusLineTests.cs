using PerfMonitor.LoadTest.Progress;

namespace PerfMonitor.LoadTest.Tests.Progress;

public sealed class StatusLineTests
{
    private static readonly ProgressRecord Half = new(0, 0, 45.2, 15, 1_250, 19, 98.5, 12.5, 20, 11, 30, 0.1, 0.08, 0.2, 0.25, 0.3);

    [Fact]
    [Trait("feature", "S0-12")]
    public void Of_a_running_test_has_its_fixed_form() =>
        Assert.Equal("🔄 Running... 45.2% | Active: 15 | RPS: 12.5 | Success: 98.5% | Completed: 1,250", StatusLine.Running(Half));

    [Fact]
    [Trait("feature", "S0-13")]
    public void For_the_console_has_its_fixed_form() =>
        Assert.Equal(
            "📊 Progress: 10.1% | Active: 0 | RPS: 0.0 | Success: 0.0% | Completed: 0",
            StatusLine.Console(new ProgressRecord(0, 0, 10.1, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null, null, null)));
}
