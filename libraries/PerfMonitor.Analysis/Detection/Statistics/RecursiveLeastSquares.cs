using System.Numerics;
using System.Runtime.InteropServices;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Linear regression that takes in one example at a time (Plackett 1950). Nothing is forgotten, so the inverse covariance can
/// only shrink and stays positive; a fresh start now and then is what keeps it young.
/// </summary>
internal sealed class RecursiveLeastSquares
{
    // How little the weights are known at first; 1/10 is a ridge penalty of 0.1.
    private const double InitialVariance = 10;

    private readonly int _size;
    private readonly int _stride;
    private readonly double[] _covariance;
    private readonly double[] _weights;
    private readonly double[] _example;
    private readonly double[] _gain;

    public RecursiveLeastSquares(int size)
    {
        _size = size;
        _stride = (size + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        _covariance = new double[size * _stride];
        _weights = new double[_stride];
        _example = new double[_stride];
        _gain = new double[_stride];
        for (int i = 0; i < size; i++) _covariance[i * _stride + i] = InitialVariance;
    }

    public double Predict(ReadOnlySpan<double> features)
    {
        features[.._size].CopyTo(_example);
        return Dot(_weights, _example);
    }

    /// <summary>Takes in an example and the error of its prediction.</summary>
    public void Learn(ReadOnlySpan<double> features, double error)
    {
        features[.._size].CopyTo(_example);
        Multiply();
        double scale = 1 + Dot(_gain, _example);
        for (int i = 0; i < _size; i++)
        {
            double step = _gain[i] / scale;
            _weights[i] += step * error;
            Subtract(_covariance.AsSpan(i * _stride, _stride), step, _gain);
        }
    }

    /// <summary>The gain: the covariance times the example. The covariance is symmetric, so whole vectors of its rows add up.</summary>
    private void Multiply()
    {
        var rows = MemoryMarshal.Cast<double, Vector<double>>(_covariance);
        var gain = MemoryMarshal.Cast<double, Vector<double>>(_gain.AsSpan());
        for (int k = 0; k < gain.Length; k++)
        {
            var sum = Vector<double>.Zero;
            for (int i = 0, at = k; i < _size; i++, at += gain.Length) sum += rows[at] * _example[i];
            gain[k] = sum;
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var a = MemoryMarshal.Cast<double, Vector<double>>(left);
        var b = MemoryMarshal.Cast<double, Vector<double>>(right);
        var sum = Vector<double>.Zero;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return Vector.Sum(sum);
    }

    private static void Subtract(Span<double> from, double factor, ReadOnlySpan<double> what)
    {
        var a = MemoryMarshal.Cast<double, Vector<double>>(from);
        var b = MemoryMarshal.Cast<double, Vector<double>>(what);
        var by = new Vector<double>(factor);
        for (int i = 0; i < a.Length; i++) a[i] -= by * b[i];
    }
}
