using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Pdf.Tests.Layout;

public class ColumnWidthsTests
{
    public static TheoryData<string, double, double[], double[]> Cases => new()
    {
        // narrowest, natural, grow of each column; available; widths
        { "what is left over goes to the columns that grow", 200, [10, 40, 0, 10, 60, 1], [40, 160] },
        { "by their shares", 200, [10, 40, 1, 10, 40, 3], [70, 130] },
        { "or to all alike", 200, [10, 40, 0, 10, 60, 0], [90, 110] },
        { "what is missing is taken from those that have most to give", 100, [30, 50, 0, 30, 130, 1], [36.667, 63.333] },
        { "no column falls below its longest word", 60, [30, 50, 0, 30, 130, 1], [30, 30] },
        { "unless even the words do not fit", 30, [40, 50, 0, 20, 20, 1], [20, 10] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shares_the_width(string rule, double available, double[] demands, double[] expected)
    {
        var columns = demands.Chunk(3).Select(d => new ColumnDemand(d[0], d[1], d[2])).ToArray();

        var widths = ColumnWidths.Distribute(columns, available);

        Assert.True(expected.Zip(widths).All(p => Math.Abs(p.First - p.Second) < 0.01), $"{rule}: {string.Join(' ', widths)}");
        Assert.Equal(available, widths.Sum(), 6);
    }
}
