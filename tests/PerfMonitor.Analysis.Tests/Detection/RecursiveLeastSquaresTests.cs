using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Analysis.Tests.Detection;

public sealed class RecursiveLeastSquaresTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(18)]
    public void Learns_a_linear_relation_from_one_example_after_the_other(int size)
    {
        var regression = new RecursiveLeastSquares(size);
        var features = new double[size];
        double error = 0;
        for (int i = 0; i < 40 * size; i++)
        {
            double actual = 0;
            for (int f = 0; f < size; f++)
            {
                features[f] = TestSeries.Noise(i * size + f) - 0.5;
                actual += (f % 3 - 1.5) * features[f];
            }

            error = actual - regression.Predict(features);
            regression.Learn(features, error);
        }

        Assert.Equal(0, error, 0.05);
    }
}
