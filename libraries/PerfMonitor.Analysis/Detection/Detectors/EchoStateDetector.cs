using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// A recurrent network that predicts the next value and is trained on the series itself as it comes: an echo state network
/// whose reservoir is a ring of leaky units (Jaeger 2001; Rodan and Tiňo 2011) and whose read-out is fitted by recursive least
/// squares. The deviation is its prediction error. See docs/algorithms/echo-state.md.
/// </summary>
public sealed class EchoStateDetector : IDetector
{
    /// <summary>Units of the reservoir.</summary>
    public const int Units = 16;

    /// <summary>Weight from each unit to the next, and so the spectral radius of the ring.</summary>
    public const double RingWeight = 0.9;

    /// <summary>Share of the new state in each update.</summary>
    public const double Leak = 0.5;

    /// <summary>How many samples back the mean and deviation look that values are scaled by.</summary>
    public const int Window = 2000;

    // Fitting the read-out is the dear part; every second example teaches as much.
    private const int LearnEvery = 2;

    private const double InputWeight = 0.5;

    // Signs of the input weights must not repeat around the ring; as in the paper they follow the digits of pi (below five is minus).
    private static readonly double[] Signs = [-1, -1, -1, -1, 1, 1, -1, 1, 1, -1, 1, 1, 1, 1, 1, -1];

    // The states of the units, then a constant and the latest input.
    private readonly double[] _features = new double[Units + 2];

    // The state of the unit before each.
    private readonly double[] _before = new double[Units];
    private readonly RecursiveLeastSquares _readOut = new(Units + 2);
    private DecayingMoments _scale = new(Window);
    private DecayingMoments _error = new(Window);
    private double _predicted;

    /// <inheritdoc/>
    public DetectorKind Kind => DetectorKind.EchoState;

    /// <summary>The root mean square of its prediction errors, in standard deviations of the series (as it is fed: squashed by asinh).</summary>
    public double TrainingError => Math.Sqrt(_error.Mean);

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        double input = Math.Asinh(_scale.Count == 0 ? 0 : Spread.Standardize(point.Value - _scale.Mean, _scale.Deviation, point.Value));
        double deviation = double.NaN;
        if (_scale.Count > Units)
        {
            _predicted = _readOut.Predict(_features);
            double error = input - _predicted;
            if (_scale.Count % LearnEvery == 0) _readOut.Learn(_features, error);
            _error.Add(error * error);
            deviation = Math.Abs(error);
        }

        _scale.Add(point.Value);
        Advance(input);
        return deviation;
    }

    /// <inheritdoc/>
    public string Describe(double origin) => string.Create(CultureInfo.InvariantCulture,
        $"the recurrent network expected {NumberText.Full(origin + _scale.Mean + Math.Sinh(_predicted) * _scale.Deviation)} (usual error {TrainingError:0.##} deviations)");

    private void Advance(double input)
    {
        _before[0] = _features[Units - 1];
        Array.Copy(_features, 0, _before, 1, Units - 1);
        var states = MemoryMarshal.Cast<double, Vector<double>>(_features.AsSpan(0, Units));
        var before = MemoryMarshal.Cast<double, Vector<double>>(_before);
        var signs = MemoryMarshal.Cast<double, Vector<double>>(Signs);
        for (int i = 0; i < states.Length; i++)
        {
            var drive = RingWeight * before[i] + InputWeight * input * signs[i];

            // x/(1+|x|) squashes like tanh at a tenth of its cost.
            states[i] = (1 - Leak) * states[i] + Leak * (drive / (Vector<double>.One + Vector.Abs(drive)));
        }

        _features[Units] = 1;
        _features[Units + 1] = input;
    }
}
