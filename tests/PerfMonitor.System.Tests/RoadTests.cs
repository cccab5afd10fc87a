using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json.Nodes;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using PerfMonitor.SystemTests.Clients;
using PerfMonitor.Testing;

namespace PerfMonitor.SystemTests;

/// <summary>One real number on its whole way.</summary>
public sealed class RoadTests(RunningSystem system)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S1-02")]
    [Trait("feature", "S2-02")]
    [Trait("feature", "S2-09")]
    [Trait("feature", "S2-10")]
    [Trait("feature", "S2-16")]
    [Trait("feature", "S2-20")]
    [Trait("feature", "S2-21")]
    public async Task A_sample_from_a_real_exporter_reaches_socket_history_mail_slack_and_report()
    {
        var run = $"road-{Guid.NewGuid():n}";
        using var page = system.OpenPage();
        using var inbox = system.OpenInbox();
        await using var live = await LiveClient.ConnectAsync(system.Page, system.ApiKey, Cancelled);
        await live.SendAsync(new JsonObject { ["type"] = "subscribe", ["topic"] = "query", ["id"] = "q", ["query"] = $$"""system_test_value{run="{{run}}"}""" }, Cancelled);
        await live.SendAsync(new JsonObject { ["type"] = "subscribe", ["topic"] = "alerts" }, Cancelled);

        using var exporter = Export(run, () => 42.5);

        var frame = await live.FrameAsync("the sample", frame => (string?)frame["type"] == "query" && frame["result"] is JsonArray { Count: > 0 }, Cancelled);
        Assert.Equal("42.5", (string?)frame["result"]![0]!["value"]![1]);

        await Eventually.HoldsAsync("the sample's chunk in PostgreSQL", async token => await ChunksAsync(run, token) > 0, Cancelled);

        var pushed = await live.FrameAsync("the alert", frame => (string?)frame["type"] == "alert" && frame.ToJsonString().Contains(run, StringComparison.Ordinal), Cancelled);
        Assert.NotNull(pushed["timestamp"]);

        var mail = await Eventually.GetAsync("the alert mail", async token => (await inbox.MessagesAsync(token)).FirstOrDefault(message => message.Kind == "mail" && message.Everything.Contains(run, StringComparison.Ordinal)), Cancelled);
        Assert.Contains("42.5", mail.Text, StringComparison.Ordinal);
        Assert.Contains("40", mail.Text, StringComparison.Ordinal);
        Assert.Contains("/dashboard/alerts/", mail.Text, StringComparison.Ordinal);
        Assert.Contains("/dashboard/alerts/", mail.Html, StringComparison.Ordinal);

        var slack = await Eventually.GetAsync("the Slack message", async token => (await inbox.MessagesAsync(token)).FirstOrDefault(message => message.Kind == "slack" && message.Everything.Contains(run, StringComparison.Ordinal)), Cancelled);
        Assert.Contains("42.5", slack.Everything, StringComparison.Ordinal);
        Assert.Contains("\"blocks\"", slack.Everything, StringComparison.Ordinal);

        // A report ends, at the latest, with the second in which it is asked for; the alert must have begun before.
        var alert = await AlertAsync(page, run, "firing");
        var began = alert["startsAt"]!.GetValue<DateTimeOffset>();
        await Eventually.HoldsAsync("the second of the alert to be over", _ => Task.FromResult(DateTimeOffset.UtcNow > began.AddSeconds(2)), Cancelled);

        // Narrow table cells break long words, so white space says nothing.
        var report = string.Concat((await ReportAsync(page, run)).Where(letter => !char.IsWhiteSpace(letter)));
        Assert.True(report.Contains("SystemTestValueHigh", StringComparison.Ordinal) && report.Contains("is42.5", StringComparison.Ordinal), report);
    }

    [Fact]
    [Trait("feature", "S1-27")]
    public async Task An_acknowledged_alert_says_who_did_it_until_it_resolves()
    {
        var run = $"ack-{Guid.NewGuid():n}";
        using var page = system.OpenPage();
        var value = 50.0;
        using var exporter = Export(run, () => Volatile.Read(ref value));
        var alert = await AlertAsync(page, run, "firing");
        var fingerprint = (string)alert["fingerprint"]!;

        await page.PostAsync($"/api/alerts/{fingerprint}/acknowledge", new { note = "looking into it" }, Cancelled);

        alert = await AlertAsync(page, run, "acknowledged");
        Assert.Equal("looking into it", (string?)alert["note"]);
        Assert.NotNull((string?)alert["acknowledgedBy"]);

        Volatile.Write(ref value, 1);
        await AlertAsync(page, run, "resolved");
    }

    private static async Task<JsonNode> AlertAsync(PageClient page, string run, string state) =>
        await Eventually.GetAsync(
            $"the alert of {run} to be {state}",
            async token => (await page.GetAsync($"/api/alerts?state={state}", token))["alerts"]!.AsArray().FirstOrDefault(alert => (string?)alert!["labels"]!["run"] == run),
            Cancelled);

    /// <summary>A .NET application with OpenTelemetry, reduced to one gauge.</summary>
    private MeterProvider Export(string run, Func<double> value)
    {
        var meter = new Meter($"road-test-{run}");
        meter.CreateObservableGauge("system.test.value", () => new Measurement<double>(value(), new KeyValuePair<string, object?>("run", run)));
        return Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("road-test", serviceInstanceId: "1"))
            .AddMeter(meter.Name)
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Endpoint = new Uri(system.Ingestion, "/v1/metrics");
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 500;
            })
            .Build();
    }

    private async Task<long> ChunksAsync(string run, CancellationToken cancellationToken)
    {
        await using var command = system.Database.CreateCommand("""
            SELECT count(*) FROM (SELECT series_id FROM history.recent UNION ALL SELECT series_id FROM history.chunks) AS stored
            JOIN history.series ON series.id = stored.series_id
            WHERE series.labels ->> '__name__' = 'system_test_value' AND series.labels ->> 'run' = $1
            """);
        command.Parameters.AddWithValue(run);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static async Task<string> ReportAsync(PageClient page, string title)
    {
        var now = DateTimeOffset.UtcNow;
        var asked = await page.PostAsync("/api/reports", new { from = now.AddHours(-1), to = now.AddMinutes(1), title }, Cancelled);
        var id = (string)asked!["id"]!;
        await Eventually.HoldsAsync("the report", async token => (string?)(await page.GetAsync($"/api/reports/{id}", token))["state"] == "ready", Cancelled);
        var pdf = await page.Http.GetByteArrayAsync($"/api/reports/{id}/download", Cancelled);
        return await PdfTextAsync(pdf);
    }

    private static async Task<string> PdfTextAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf, Cancelled);
            using var process = Process.Start(new ProcessStartInfo("pdftotext", [file, "-"]) { RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync(Cancelled);
            await process.WaitForExitAsync(Cancelled);
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
