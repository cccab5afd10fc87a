namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>
/// The downhill simplex of Nelder and Mead (1965) with the usual coefficients (reflect 1, expand 2, contract and shrink
/// ½). Deterministic: it starts from the given point and one step along each axis.
/// </summary>
internal static class NelderMead
{
    /// <summary>The best point found within a number of evaluations, or earlier once the simplex's values agree.</summary>
    public static double[] Minimise(Func<double[], double> cost, double[] start, double step, int evaluations)
    {
        int n = start.Length;
        var points = new double[n + 1][];
        var costs = new double[n + 1];
        for (int i = 0; i <= n; i++)
        {
            points[i] = [.. start];
            if (i > 0) points[i][i - 1] += step;
            costs[i] = cost(points[i]);
        }

        for (int used = n + 1; used < evaluations;)
        {
            Array.Sort(costs, points);
            if (costs[n] - costs[0] <= 1e-9 * Math.Abs(costs[0])) break;
            double[] centre = Centre(points);
            double[] reflected = Along(centre, points[n], -1);
            double at = cost(reflected);
            used++;
            if (at < costs[0])
            {
                double[] expanded = Along(centre, points[n], -2);
                double further = cost(expanded);
                used++;
                (points[n], costs[n]) = further < at ? (expanded, further) : (reflected, at);
            }
            else if (at < costs[n - 1])
            {
                (points[n], costs[n]) = (reflected, at);
            }
            else
            {
                double[] contracted = Along(centre, at < costs[n] ? reflected : points[n], 0.5);
                double inside = cost(contracted);
                used++;
                if (inside < Math.Min(at, costs[n]))
                {
                    (points[n], costs[n]) = (contracted, inside);
                    continue;
                }

                for (int i = 1; i <= n; i++, used++)
                {
                    points[i] = Along(points[0], points[i], 0.5);
                    costs[i] = cost(points[i]);
                }
            }
        }

        Array.Sort(costs, points);
        return points[0];
    }

    private static double[] Centre(double[][] points)
    {
        int n = points.Length - 1;
        var centre = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int axis = 0; axis < n; axis++) centre[axis] += points[i][axis] / n;
        }

        return centre;
    }

    private static double[] Along(double[] from, double[] to, double factor)
    {
        var point = new double[from.Length];
        for (int i = 0; i < point.Length; i++) point[i] = from[i] + (factor * (to[i] - from[i]));
        return point;
    }
}
