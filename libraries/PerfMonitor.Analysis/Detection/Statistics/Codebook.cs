using System.Numerics;
using System.Runtime.InteropServices;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// At most a fixed number of points of a space that stand for all points seen: a point nearer than the radius to one that is
/// kept is not kept itself (leader clustering, Hartigan 1975). When there is no more room the radius widens, and of points that
/// have come to stand for each other the older stays. What was rare stays known, however long ago it was.
/// </summary>
internal sealed class Codebook
{
    private const double Widening = 1.5;

    // Fills the places without a point, so that a search need not look where the points end. Its square still fits single precision.
    private const float FarAway = 1e18f;

    private readonly int _dimensions;
    private readonly int _capacity;

    // One row of all points' coordinates per dimension, so that a search runs along rows.
    private readonly float[] _coordinates;
    private double _radius;

    /// <param name="dimensions">Coordinates per point.</param>
    /// <param name="capacity">Points kept at most; a multiple of 16, the widest vector.</param>
    public Codebook(int dimensions, int capacity)
    {
        (_dimensions, _capacity) = (dimensions, capacity);
        _coordinates = new float[dimensions * capacity];
        Array.Fill(_coordinates, FarAway);
    }

    public int Count { get; private set; }

    /// <summary>Whether a point at this distance from the nearest would be kept.</summary>
    public bool IsNews(double distance) => distance > _radius;

    /// <summary>Euclidean distance to the nearest point that is kept; infinite when there is none.</summary>
    public double Nearest(ReadOnlySpan<float> point)
    {
        if (Count == 0) return double.PositiveInfinity;
        var rows = MemoryMarshal.Cast<float, Vector<float>>(_coordinates);
        int stride = _capacity / Vector<float>.Count;
        int used = (Count + Vector<float>.Count - 1) / Vector<float>.Count;
        var least = new Vector<float>(float.MaxValue);
        for (int i = 0; i < used; i++)
        {
            var sum = Vector<float>.Zero;
            for (int d = 0; d < point.Length; d++)
            {
                var difference = rows[d * stride + i] - new Vector<float>(point[d]);
                sum += difference * difference;
            }

            least = Vector.Min(least, sum);
        }

        float nearest = float.MaxValue;
        for (int lane = 0; lane < Vector<float>.Count; lane++) nearest = Math.Min(nearest, least[lane]);
        return Math.Sqrt(nearest);
    }

    /// <summary>Keeps the point unless one that is kept stands for it.</summary>
    public void Learn(ReadOnlySpan<float> point)
    {
        if (!IsNews(Nearest(point))) return;
        if (Count == _capacity)
        {
            Thin();
            if (!IsNews(Nearest(point))) return;
        }

        Put(Count++, point);
    }

    /// <summary>Widens the radius until at least a quarter of the room is free.</summary>
    private void Thin()
    {
        do
        {
            _radius = _radius == 0 ? TypicalSpacing() / 2 : _radius * Widening;
            Merge();
        }
        while (Count > _capacity * 3 / 4);
    }

    private void Merge()
    {
        float[] points = new float[Count * _dimensions];
        for (int i = 0; i < Count; i++) Take(i, points.AsSpan(i * _dimensions, _dimensions));
        Count = 0;
        Array.Fill(_coordinates, FarAway);
        for (int at = 0; at < points.Length; at += _dimensions)
        {
            var point = points.AsSpan(at, _dimensions);
            if (IsNews(Nearest(point))) Put(Count++, point);
        }
    }

    /// <summary>Median distance of a point to its nearest neighbour, over every eighth point.</summary>
    private double TypicalSpacing()
    {
        var spacings = new List<double>();
        Span<float> point = stackalloc float[_dimensions];
        Span<float> nowhere = stackalloc float[_dimensions];
        nowhere.Fill(FarAway);
        for (int i = 0; i < Count; i += 8)
        {
            Take(i, point);
            Put(i, nowhere);
            spacings.Add(Nearest(point));
            Put(i, point);
        }

        spacings.Sort();
        return spacings[spacings.Count / 2];
    }

    private void Put(int place, ReadOnlySpan<float> point)
    {
        for (int d = 0; d < _dimensions; d++) _coordinates[d * _capacity + place] = point[d];
    }

    private void Take(int place, Span<float> point)
    {
        for (int d = 0; d < _dimensions; d++) point[d] = _coordinates[d * _capacity + place];
    }
}
