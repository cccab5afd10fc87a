using System.Globalization;

namespace PerfMonitor.Analysis.Scores;

/// <summary>The five parts of the scores, each from what was measured; docs/algorithms/scores.md gives the reasons for the ends of the curves.</summary>
internal static class SubScores
{
    // One failed request in ten thousand is noise; one in twenty is what S1-37 calls critical.
    private static readonly ScoreCurve Errors = new(Good: 0.0001, Bad: 0.05);

    // 99.9 % is the common promise; at 99 % it has been broken tenfold.
    private static readonly ScoreCurve Availability = new(Good: 0.999, Bad: 0.99);

    // Queues grow without bound towards full use; the shipped rules warn at 90 % of CPU and memory, and are critical at 95 % of a disk.
    private static readonly ScoreCurve Cpu = new(Good: 0.6, Bad: 0.95);
    private static readonly ScoreCurve Memory = new(Good: 0.7, Bad: 0.95);
    private static readonly ScoreCurve Disk = new(Good: 0.7, Bad: 0.95);

    private const string LatencyFormula = "100 · apdex";
    private const string AlertFormula = "100 − 40 · critical − 15 · warning − 5 · informational alerts, at least 0";
    private static readonly string SaturationFormula = $"the worst of CPU ({Cpu.Words}), memory ({Memory.Words}) and disk ({Disk.Words})";

    /// <summary>100·apdex.</summary>
    public static SubScore Latency(SystemReading reading, double weight) => reading.Requests is { Index: { } index } requests
        ? new SubScore("latency", weight, 100 * index, requests.Words(), LatencyFormula)
        : new SubScore("latency", weight, null, "no response times were measured", LatencyFormula);

    public static SubScore OfErrors(SystemReading reading, double weight) =>
        OfRatio("errors", weight, reading.ErrorRatio, Errors, "of requests failed", "no requests were measured");

    public static SubScore OfAvailability(SystemReading reading, double weight) =>
        OfRatio("availability", weight, reading.AvailabilityRatio, Availability, "of probes succeeded", "nothing was probed");

    /// <summary>The worst of CPU, memory and disk: one full resource stops the others from helping.</summary>
    public static SubScore Saturation(SystemReading reading, double weight)
    {
        var worst = new (string Name, double? Ratio, double? Score)[]
            {
                ("CPU", reading.CpuRatio, Score(reading.CpuRatio, Cpu)),
                ("memory", reading.MemoryRatio, Score(reading.MemoryRatio, Memory)),
                ("disk", reading.DiskRatio, Score(reading.DiskRatio, Disk)),
            }
            .Where(static one => one.Score is not null)
            .OrderBy(static one => one.Score)
            .ThenByDescending(static one => one.Ratio)
            .ToList();
        return worst.Count > 0
            ? new SubScore("saturation", weight, worst[0].Score, string.Create(CultureInfo.InvariantCulture, $"{worst[0].Name} is the fullest resource at {worst[0].Ratio:0.0 %}"), SaturationFormula)
            : new SubScore("saturation", weight, null, "no host was measured", SaturationFormula);
    }

    /// <summary>100 less 40 for each critical alert, 15 for each warning and 5 for each informational one.</summary>
    public static SubScore AlertLoad(SystemReading reading, double weight) => reading.Alerts is { } alerts
        ? new SubScore("alert_load", weight, Math.Max(0, 100 - (40.0 * alerts.Critical) - (15.0 * alerts.Warning) - (5.0 * alerts.Informational)), $"{alerts.Critical} critical, {alerts.Warning} warning, {alerts.Informational} informational alerts fire", AlertFormula)
        : new SubScore("alert_load", weight, null, "the alerts are not known", AlertFormula);

    private static SubScore OfRatio(string name, double weight, double? ratio, ScoreCurve curve, string measured, string missing) =>
        Score(ratio, curve) is { } score
            ? new SubScore(name, weight, score, string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00 %} {measured}"), curve.Words)
            : new SubScore(name, weight, null, missing, curve.Words);

    private static double? Score(double? ratio, ScoreCurve curve) => ratio is { } value ? curve.At(value) : null;
}
