namespace PerfMonitor.Bench.Detection.Calibration;

/// <summary>
/// A logistic curve over the log odds of a probability (Platt 1999), fitted by Newton's method. Where the probabilities are right
/// already it is the identity: offset 0, slope 1.
/// </summary>
/// <param name="Offset">Log odds that are added.</param>
/// <param name="Slope">What the log odds are multiplied by.</param>
internal readonly record struct Recalibration(double Offset, double Slope)
{
    private const int Rounds = 50;

    // Keeps the fit finite where the two kinds are apart from each other.
    private const double Ridge = 1e-3;

    public double Of(double probability) => Logistic(Offset + Slope * LogOdds(probability));

    public static Recalibration Fit(IReadOnlyCollection<Alert> alerts)
    {
        double offset = 0, slope = 1;
        for (int round = 0; round < Rounds; round++)
        {
            double gradientOffset = -Ridge * offset, gradientSlope = -Ridge * (slope - 1);
            double curveOffset = Ridge, curveSlope = Ridge, curveBoth = 0;
            foreach (var (probability, isRight) in alerts)
            {
                double x = LogOdds(probability), p = Logistic(offset + slope * x), weight = p * (1 - p);
                double off = (isRight ? 1 : 0) - p;
                gradientOffset += off;
                gradientSlope += off * x;
                curveOffset += weight;
                curveSlope += weight * x * x;
                curveBoth += weight * x;
            }

            double determinant = curveOffset * curveSlope - curveBoth * curveBoth;
            offset += (curveSlope * gradientOffset - curveBoth * gradientSlope) / determinant;
            slope += (curveOffset * gradientSlope - curveBoth * gradientOffset) / determinant;
        }

        return new Recalibration(offset, slope);
    }

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    private static double Logistic(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
