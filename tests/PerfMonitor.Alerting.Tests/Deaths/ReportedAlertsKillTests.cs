using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Store;

namespace PerfMonitor.Alerting.Tests.Deaths;

/// <summary>
/// An alert that another program reports over Alertmanager's API: it fires, is put off, runs out, fires again and is reported as over. The process
/// dies at every packet of firing it, of its running out, and of its end; the reporter, which got no answer, comes again with its next report, and not with the same.
/// </summary>
public sealed class ReportedAlertsKillTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    private static readonly (string Name, Func<ExternalIntake, string, DateTimeOffset, DateTimeOffset, Task> Act)[] Script =
    [
        ("fires", static (intake, name, begin, now) => Report(intake, name, begin, now, Between * 2)),
        ("is put off", static (intake, name, begin, now) => Report(intake, name, begin, now, Between - TimeSpan.FromSeconds(30))),
        ("runs out", static (intake, _, _, _) => intake.ExpireAsync(default)),
        ("fires again", static (intake, name, begin, now) => Report(intake, name, begin, now, Between * 2)),
        ("is put off again", static (intake, name, begin, now) => Report(intake, name, begin, now, Between * 2)),
        ("is over", static (intake, name, begin, now) => Report(intake, name, begin, now, TimeSpan.Zero)),
        ("is over again", static (intake, name, begin, now) => Report(intake, name, begin, now, TimeSpan.Zero)),
    ];

    [Fact]
    [Trait("feature", "S2-14")]
    public async Task An_alert_is_open_while_it_is_reported_and_is_told_of_once_wherever_the_process_dies()
    {
        var (_, source) = database.EmptyWithSource();
        var outside = new Outside();
        using var survivor = new Life(database.ConnectionString(), outside, Begin);
        var undisturbed = await RunAsync(source, outside, survivor, dying: -1, diesAt: null);
        Assert.Equal(["FirstNotification", "AllResolved", "FirstNotification", "AllResolved"], undisturbed.Told);
        Assert.Equal([true, true, false, true, true, false, false], undisturbed.Open);

        foreach (var dying in new[] { 0, 2, 5 })
        {
            var died = true;
            for (var packet = 1; died; packet++)
            {
                var run = await RunAsync(source, outside, survivor, dying, packet);
                died = run.Died;
                var which = $"killed at packet {packet} where it {Script[dying].Name}: open {string.Join(", ", run.Open)}; told {string.Join(", ", run.Told)}";

                // What died with the process is there after the next report at the latest.
                Assert.True(run.Open[4] && !run.Open[6], which);
                Assert.True(dying == 0 || run.Open[1], which);

                // One episode or two, as the end in between was lost or not; each is told of once, and its end.
                Assert.True(run.Told is ["FirstNotification", "AllResolved"] or ["FirstNotification", "AllResolved", "FirstNotification", "AllResolved"], which);
            }
        }
    }

    // As Prometheus does, each report says when the alert began first, also after it ran out here.
    private static Task<int> Report(ExternalIntake intake, string name, DateTimeOffset begin, DateTimeOffset now, TimeSpan lasting)
    {
        var labels = new Dictionary<string, string> { ["alertname"] = name, ["severity"] = "critical", ["instance"] = "web-1" };
        return intake.TakeAsync(
            [new ExternalAlert { Fingerprint = LabelFingerprint.Of(labels), Labels = labels, Annotations = new Dictionary<string, string>(), StartsAt = begin.AddMinutes(-1), EndsAt = now + lasting, Expression = "" }],
            CancellationToken.None);
    }

    /// <summary>Goes through the script with an alert of its own; in one act another process is at work, and dies.</summary>
    private async Task<Run> RunAsync(NpgsqlDataSource source, Outside outside, Life survivor, int dying, int? diesAt)
    {
        var name = $"Cpu {dying} {diesAt}";
        var (begin, intake, open, died) = (survivor.Scene.Now, Intake(survivor), new List<bool>(), false);
        outside.Arrivals.Clear();
        for (var i = 0; i < Script.Length; i++)
        {
            var now = begin + Between * i;
            survivor.Scene.Advance(now - survivor.Scene.Now);
            await LookedAsync(source, now.AddMinutes(-1));
            if (i == dying)
            {
                using var mortal = new Life(database.ConnectionString(), outside, now, diesAt);
                died = !await mortal.LiveAsync(one => Script[i].Act(Intake(one), name, begin, now));
            }
            else
            {
                await Script[i].Act(intake, name, begin, now);
            }

            // Another process takes over when the dead one's lease is over.
            survivor.Scene.Advance(new DeliveryOptions().Lease);
            await survivor.Scene.SettleAsync();
            await using var command = source.CreateCommand("SELECT EXISTS (SELECT FROM alerting.alerts WHERE name = $1 AND ends_at IS NULL)");
            command.Parameters.AddWithValue(name);
            open.Add((bool)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
        }

        survivor.Scene.Advance(Between);
        return new Run(died, open, [.. outside.Arrivals.Where(arrival => arrival.Channel == "hook" && arrival.Notification.Firing.Concat(arrival.Notification.Resolved).Any(alert => alert.Name == name)).Select(arrival => arrival.Notification.Reason.ToString())]);
    }

    /// <summary>Some instance has been there until then.</summary>
    private static async Task LookedAsync(NpgsqlDataSource source, DateTimeOffset at)
    {
        await using var command = source.CreateCommand("INSERT INTO alerting.report_looks (at) VALUES ($1) ON CONFLICT (id) DO UPDATE SET at = EXCLUDED.at").With(at);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static ExternalIntake Intake(Life life) => new(
        new ExternalAlertStore(life.Source, life.Scene.Clock), life.Scene.Intake, Options.Create(new AlertmanagerOptions()), life.Scene.Clock, NullLogger<ExternalIntake>.Instance);

    /// <param name="Died">Whether the process died before its act was done.</param>
    /// <param name="Open">Whether the alert was open after each act.</param>
    /// <param name="Told">Why a channel was told of it, each time.</param>
    private sealed record Run(bool Died, List<bool> Open, List<string> Told);
}
