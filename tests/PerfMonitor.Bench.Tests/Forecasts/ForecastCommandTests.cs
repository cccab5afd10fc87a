using PerfMonitor.Bench.Forecasts;

namespace PerfMonitor.Bench.Tests.Forecasts;

public sealed class ForecastCommandTests : IDisposable
{
    private readonly WrittenFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Every_series_has_its_row_with_a_forecast_or_without()
    {
        string wave = string.Join(',', Enumerable.Range(0, 60).Select(i => i % 4 * 10));
        _files.Write(
            "m4/Quarterly-train.csv",
            "\"V1\",\"V2\",\"V3\"",
            $"\"Q1\",{wave},,,",
            $"\"a, \"\"b\"\"\",\"10\",NA,{wave},NA,NA",
            "Q3,1,2,3",
            $"Q4,{wave},many",
            $"Q5,{string.Join(',', Enumerable.Repeat("7.5", 30))}",
            "Q6",
            "",
            "Q7,NaN,NaN,NaN");

        int code = ForecastCommand.Run(Path.Combine(_files.Folder, "m4"), _files.Folder, new ForecastOptions(null, null));

        string[] points = _files.Read("Quarterly-train.forecast.csv");
        Assert.Equal((0, "\"V1\",\"V2\",\"V3\",\"V4\",\"V5\",\"V6\",\"V7\",\"V8\",\"V9\""), (code, points[0]));
        Assert.Equal("\"Q1\",0,10,20,30,0,10,20,30", Rounded(points[1]));
        Assert.StartsWith("\"a, \"\"b\"\"\",", points[2], StringComparison.Ordinal);
        Assert.DoesNotContain(",,", points[2], StringComparison.Ordinal);
        Assert.Equal(
            ["\"Q3\",,,,,,,,", "\"Q4\",,,,,,,,", "\"Q5\",7.5,7.5,7.5,7.5,7.5,7.5,7.5,7.5", "\"Q6\",,,,,,,,", "\"Q7\",,,,,,,,"],
            points[3..]);
        Assert.Equal(points.Select(static row => row.Split(',')[0]), _files.Read("Quarterly-train.lower.csv").Select(static row => row.Split(',')[0]));
        Assert.Equal(points.Length, _files.Read("Quarterly-train.upper.csv").Length);
    }

    [Fact]
    public void A_folder_without_files_is_refused() =>
        Assert.Equal((1, 1), (ForecastCommand.Run(_files.Folder, _files.Folder, new ForecastOptions(6, 1)), ForecastCommand.Run("/nowhere", _files.Folder, new ForecastOptions(6, 1))));

    [Theory]
    [InlineData("H1,1,2,,4,,", new[] { 1, 2, double.NaN, 4 }, null)]
    [InlineData("H1,,1,2", new[] { double.NaN, 1, 2 }, null)]
    [InlineData("H1,1e3,-2.5,NA", new[] { 1e3, -2.5 }, null)]
    [InlineData("H1", new double[0], null)]
    [InlineData("H1,1,x,y,2", new[] { 1, double.NaN, double.NaN, 2 }, "line 2, column 3: 'x' is no number; cells are numbers, or empty for a gap")]
    public void Cells_at_the_end_pad_and_others_are_gaps(string row, double[] values, string? problem)
    {
        var series = Assert.Single(CompetitionFile.Read(_files.Write("a.csv", "V1,V2", row)));

        Assert.Equal(("H1", problem), (series.Id, series.Problem));
        Assert.Equal(values, series.Values);
    }

    [Theory]
    [InlineData("\"V1\",\"V2\",\"V3\"", 1)]
    [InlineData("id,0,1,2", 1)]
    [InlineData("series", 1)]
    [InlineData(",2026-01-01,2026-01-02", 1)]
    [InlineData("H0,605,586,559", 2)]
    [InlineData("H0,605", 2)]
    [InlineData("H0,605,606", 2)]
    [InlineData("H0,605,many,559", 2)]
    [InlineData("H0,,605,586", 2)]
    public void A_first_line_of_numbers_is_a_series_and_one_of_names_a_header(string first, int series) =>
        Assert.Equal(series, CompetitionFile.Read(_files.Write("a.csv", first, "H1,1,2")).Count());

    private static string Rounded(string row) => string.Join(',', row.Split(',').Select(cell =>
        double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out double value) ? Math.Round(value).ToString(System.Globalization.CultureInfo.InvariantCulture) : cell));
}
