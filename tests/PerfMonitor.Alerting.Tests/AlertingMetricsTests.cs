using System.Diagnostics.Metrics;

namespace PerfMonitor.Alerting.Tests;

public sealed class AlertingMetricsTests
{
    [Fact]
    public void Says_whether_the_configuration_was_taken_last_and_when()
    {
        var (values, mine) = (new Dictionary<string, double>(), false);
        var thread = Environment.CurrentManagedThreadId;
        using var listener = new MeterListener();

        // Other services of this process have instruments of the same names; these are made by this thread, now.
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (mine && thread == Environment.CurrentManagedThreadId && instrument.Name.StartsWith("alerting.config.", StringComparison.Ordinal))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => values[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => values[instrument.Name] = value);
        listener.Start();
        mine = true;
        using var metrics = new AlertingMetrics();
        mine = false;

        metrics.Configured(Samples.Noon);
        Assert.Equal((1, Samples.Noon.ToUnixTimeSeconds()), Read());
        metrics.ReloadFailed();
        Assert.Equal((0, Samples.Noon.ToUnixTimeSeconds()), Read());
        metrics.Configured(Samples.Noon.AddMinutes(1));
        Assert.Equal((1, Samples.Noon.AddMinutes(1).ToUnixTimeSeconds()), Read());

        (double, double) Read()
        {
            listener.RecordObservableInstruments();
            return (values["alerting.config.last.reload.successful"], values["alerting.config.last.reload.success.timestamp"]);
        }
    }
}
