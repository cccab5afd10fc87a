using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Impact;

namespace PerfMonitor.Analysis.Tests.Impact;

/// <summary>A made-up shop: what it takes each second by the time of day, how slow it is, and how much each second of slowness costs. What an incident took is known.</summary>
internal sealed class Shop
{
    public const long StepMs = 900_000;
    public const int Day = 96;

    // Steps of the last day before the incident begins.
    private const int Morning = 30;

    private const double CostOfASecond = 2;

    private readonly double[] _undisturbed;
    private readonly double[] _usualLatency;

    /// <param name="seed">Of its noise.</param>
    /// <param name="days">Days before the incident.</param>
    /// <param name="incident">Steps of the incident.</param>
    /// <param name="slower">Seconds by which the incident makes answers slower; the loss that goes with it.</param>
    /// <param name="likeness">Correlation of the noise with its neighbour.</param>
    /// <param name="busyNoise">Whether the noise grows with the takings.</param>
    public Shop(int seed, int days = 14, int incident = 8, double slower = 2, double likeness = 0.5, bool busyNoise = false)
    {
        var count = (days * Day) + Morning + incident;
        double[] noise = Noise.Of((7919 * seed) + 1, count, likeness: likeness), slowness = Noise.Of((6101 * seed) + 5, count, spread: 0.15, likeness: 0.7);
        From = count - incident;
        double[] usual = [.. Enumerable.Range(0, count).Select(step => 10 + (5 * Math.Sin(2 * Math.PI * step / Day)) + (2 * Math.Sin(4 * Math.PI * step / Day)))];
        _usualLatency = [.. usual.Select(static value => 0.5 + (0.02 * value))];
        Latency = [.. slowness.Select((value, step) => _usualLatency[step] + value + (step >= From ? slower : 0))];
        _undisturbed = [.. usual.Select((value, step) => value - (CostOfASecond * slowness[step]) + (noise[step] * (busyNoise ? Math.Sqrt(value / 10) : 1)))];
        Takings = [.. _undisturbed.Select((value, step) => value - (step >= From ? CostOfASecond * slower : 0))];
    }

    public int From { get; }

    public double[] Takings { get; }

    public double[] Latency { get; }

    /// <summary>What the incident took, in the unit of the takings.</summary>
    public double Truth => Enumerable.Range(From, Takings.Length - From).Sum(step => (_undisturbed[step] - Takings[step]) * StepMs / 1_000);

    /// <summary>What of that went with the latency, and with what it was beyond its usual course by chance.</summary>
    public double TruthOfLatency => Enumerable.Range(From, Takings.Length - From).Sum(step => CostOfASecond * (Latency[step] - _usualLatency[step]) * StepMs / 1_000);

    public Incident Incident => new((From - 1) * StepMs, (Takings.Length - 1) * StepMs);

    public LossQuestion Question => new(new RegularSeries(0, StepMs, Takings), Incident, [new Explanatory("latency", Latency)]) { Unit = "€" };
}
