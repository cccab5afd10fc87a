namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Mean and standard deviation under exponentially decaying weights. The weight of a new value is 1/n until it has fallen to
/// 1/window, so the first values count alike (West 1979, with a floor on the gain).
/// </summary>
internal struct DecayingMoments(int window)
{
    private readonly double _floor = 1.0 / window;
    private double _variance;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    public readonly double Deviation => Math.Sqrt(_variance);

    public void Add(double value)
    {
        Count++;
        double gain = Math.Max(_floor, 1.0 / Count);
        double delta = value - Mean;
        Mean += gain * delta;
        _variance = (1 - gain) * (_variance + gain * delta * delta);
    }
}
