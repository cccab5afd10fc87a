using PerfMonitor.Bench.Csv;

namespace PerfMonitor.Bench.Tests.Csv;

public sealed class CsvCellsTests
{
    [Theory]
    [InlineData("a,b", new[] { "a", "b" })]
    [InlineData("", new[] { "" })]
    [InlineData(",,", new[] { "", "", "" })]
    [InlineData("\"H1\", 605 ,\"1.5\"", new[] { "H1", "605", "1.5" })]
    [InlineData("\"a, b\",1", new[] { "a, b", "1" })]
    [InlineData("\"say \"\"so\"\"\",1", new[] { "say \"so\"", "1" })]
    [InlineData("\"never closed,1", new[] { "never closed,1" })]
    public void Are_parted_by_commas_outside_of_quotes(string line, string[] cells) => Assert.Equal(cells, CsvCells.Of(line));

    [Theory]
    [InlineData("H1", "H1")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    public void Are_written_so_that_they_are_read_again(string cell, string written)
    {
        Assert.Equal(written, CsvCells.Written(cell));
        Assert.Equal([cell], CsvCells.Of(written));
    }
}
