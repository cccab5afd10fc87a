using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.Alerting.Flushing;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Tests.Store;

namespace PerfMonitor.Alerting.Tests.Acceptance;

public sealed class LoggingTests
{
    [Theory]
    [InlineData("Cpu info web-1", LogLevel.Information)]
    [InlineData("Cpu warning web-1", LogLevel.Warning)]
    [InlineData("Cpu critical web-1", LogLevel.Critical)]
    [Trait("feature", "S3-102")]
    public async Task Writes_each_alert_once_at_its_own_level(string alert, LogLevel level)
    {
        var logger = new Memo();
        using var metrics = new AlertingMetrics();
        var rules = new PipelineRules(RoutingTree.Build(new RoutingOptions(), [], []), new Dictionary<string, ChannelRule>());
        var (store, signals) = (new MemoryStore(), new Signals());
        var flusher = new GroupFlusher(store, rules, TimeProvider.System, signals, metrics, NullLogger<GroupFlusher>.Instance);
        var intake = new AlertIntake(store, flusher, rules, TimeProvider.System, signals, metrics, logger);
        var fired = Scene.Event(alert, Samples.Noon);

        await intake.FiredAsync(fired, TestContext.Current.CancellationToken);
        await intake.FiredAsync(fired, TestContext.Current.CancellationToken);

        var severity = fired.Severity.ToString();
        Assert.Equal([(level, $"{severity} alert Cpu (Cpu-{severity}-web-1) fired: 97 > 90")], logger.Lines);
    }

    private sealed class Memo : ILogger<AlertIntake>
    {
        public List<(LogLevel Level, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, formatter(state, exception)));
    }
}
