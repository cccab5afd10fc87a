using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace PerfMonitor.Analysis.Impact;

/// <summary>
/// How a series usually goes: a level, a straight drift and the harmonics of its seasons, fitted by least squares.
/// value(t) = c + d·t + Σ over seasons S and k = 1…K of a·cos(2πkt/S) + b·sin(2πkt/S).
/// </summary>
/// <remarks>Harmonic regression as in Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 7.4.</remarks>
internal sealed class UsualCourse
{
    // Of a day six harmonics show what lasts two hours; of a week, weekends apart from working days.
    private const int MostHarmonics = 6;

    private readonly int _steps;
    private readonly int[] _rows;
    private readonly (double Steps, int Harmonic)[] _waves;
    private readonly Matrix<double> _terms;
    private readonly Cholesky<double> _normal;

    /// <param name="steps">Steps of the whole grid, which scale the drift.</param>
    /// <param name="rows">Indexes that are fitted to, ascending; well more of them than <see cref="TermsFor"/>.</param>
    /// <param name="seasons">Steps of each season, ascending.</param>
    public UsualCourse(int steps, int[] rows, IReadOnlyList<int> seasons)
    {
        (_steps, _rows, _waves) = (steps, rows, [.. Waves(seasons)]);
        _terms = Matrix<double>.Build.DenseOfRows(rows.Select(TermsAt));
        var normal = _terms.TransposeThisAndMultiply(_terms);
        // Far below any term's size; it keeps the solution finite where gaps leave a part of a season unseen.
        _normal = (normal + (Matrix<double>.Build.DenseIdentity(normal.RowCount) * (1e-9 * rows.Length))).Cholesky();
    }

    /// <summary>How many terms the seasons take.</summary>
    public static int TermsFor(IReadOnlyList<int> seasons) => 2 + (2 * Waves(seasons).Count());

    /// <summary>The fitted course at every step of the grid.</summary>
    /// <param name="values">On the whole grid; finite at the rows.</param>
    public double[] Of(IReadOnlyList<double> values)
    {
        var weights = _normal.Solve(_terms.TransposeThisAndMultiply(Vector<double>.Build.DenseOfEnumerable(_rows.Select(row => values[row]))));
        return [.. Enumerable.Range(0, _steps).Select(index => Vector<double>.Build.Dense(TermsAt(index)).DotProduct(weights))];
    }

    /// <summary>How much the sum of the course over some steps moves with the value at each row: its derivatives, in the order of the rows.</summary>
    public double[] Leverage(IEnumerable<int> summed)
    {
        var sum = Vector<double>.Build.Dense(_terms.ColumnCount);
        foreach (var index in summed)
        {
            sum += Vector<double>.Build.Dense(TermsAt(index));
        }

        return (_terms * _normal.Solve(sum)).ToArray();
    }

    private static IEnumerable<(double Steps, int Harmonic)> Waves(IReadOnlyList<int> seasons) => seasons
        .SelectMany(static season => Enumerable.Range(1, Math.Min(MostHarmonics, (season - 1) / 2)).Select(harmonic => ((double)season, harmonic)));

    private double[] TermsAt(int index)
    {
        var terms = new double[2 + (2 * _waves.Length)];
        (terms[0], terms[1]) = (1, (2.0 * index / _steps) - 1);
        for (var wave = 0; wave < _waves.Length; wave++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * _waves[wave].Harmonic * index / _waves[wave].Steps);
            (terms[2 + (2 * wave)], terms[3 + (2 * wave)]) = (cos, sin);
        }

        return terms;
    }
}
