namespace PerfMonitor.Analysis.Scores;

/// <summary>The scores of the system as a whole, 0 to 100 each.</summary>
/// <param name="Health">Whether it does its duty now: availability and errors count most.</param>
/// <param name="Optimization">How well it does it: latency and saturation count most.</param>
/// <param name="Satisfaction">100·apdex of the response times; null without any.</param>
/// <param name="SatisfactionReason">The requests it was computed from.</param>
public sealed record SystemScores(WeightedScore Health, WeightedScore Optimization, double? Satisfaction, string SatisfactionReason)
{
    /// <summary>Computes the scores; what was not measured is left out and named.</summary>
    public static SystemScores Of(SystemReading reading) => new(
        Weigh(reading, availability: 0.30, errors: 0.25, latency: 0.20, saturation: 0.15, alertLoad: 0.10),
        Weigh(reading, availability: 0.10, errors: 0.15, latency: 0.35, saturation: 0.30, alertLoad: 0.10),
        100 * reading.Requests?.Index,
        reading.Requests?.Words() ?? "no response times were measured");

    private static WeightedScore Weigh(SystemReading reading, double availability, double errors, double latency, double saturation, double alertLoad) => WeightedScore.Of(
    [
        SubScores.OfAvailability(reading, availability),
        SubScores.OfErrors(reading, errors),
        SubScores.Latency(reading, latency),
        SubScores.Saturation(reading, saturation),
        SubScores.AlertLoad(reading, alertLoad),
    ]);
}
