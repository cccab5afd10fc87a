namespace PerfMonitor.Bench.Detection.Robustness;

/// <summary>Something that goes wrong with a series.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Lasts">Samples it lasts.</param>
/// <param name="Value">The value, by the behaviour, where it is a number of samples into the anomaly.</param>
internal sealed record MadeUpAnomaly(string Name, int Lasts, Func<MadeUpBehaviour, int, MadeUpAnomaly.Moment, double> Value)
{
    /// <summary>A moment of a series.</summary>
    /// <param name="Place">Where its chance is drawn.</param>
    /// <param name="At">Where its rhythm is.</param>
    /// <param name="Before">The last value before the anomaly.</param>
    internal readonly record struct Moment(int Place, double At, double Before);

    // In the behaviours' units: what a person sees at a glance.
    private const double SpikeHeight = 14;
    private const double ShiftHeight = 5;
    private const double DriftHeight = 8;
    private const double Loudness = 4;

    public static IReadOnlyList<MadeUpAnomaly> All { get; } =
    [
        new("spike", 2, static (normal, _, now) => Usual(normal, now) + SpikeHeight * normal.Unit),
        new("dip", 4, static (normal, _, now) => Usual(normal, now) - SpikeHeight * normal.Unit),
        new("level shift", 300, static (normal, _, now) => Usual(normal, now) + ShiftHeight * normal.Unit),
        new("drop of the level", 300, static (normal, _, now) => Usual(normal, now) - ShiftHeight * normal.Unit),
        new("louder noise", 150, static (normal, _, now) => normal.Value(now.At, now.Place, Loudness)),
        new("another season", 200, static (normal, _, now) => normal.Value(now.At + normal.Day / 2.0, now.Place, 1)),
        new("flat line", 100, static (_, _, now) => now.Before),
        new("slow drift", 400, static (normal, into, now) => Usual(normal, now) + DriftHeight * normal.Unit * into / 400.0),
    ];

    /// <summary>Whether a behaviour can have it.</summary>
    public bool Suits(MadeUpBehaviour behaviour) => Name switch
    {
        "another season" => behaviour.HasRhythm,
        "flat line" => !behaviour.StandsStill,
        "dip" or "drop of the level" => !behaviour.LiesAtItsLeast,
        "louder noise" => behaviour.HasNoise,
        _ => true,
    };

    private static double Usual(MadeUpBehaviour normal, Moment now) => normal.Value(now.At, now.Place, 1);
}
