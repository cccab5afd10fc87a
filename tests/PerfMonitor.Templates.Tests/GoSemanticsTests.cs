namespace PerfMonitor.Templates.Tests;

/// <summary>
/// What Go makes of a template. The cases are pairs of lines, a template and behind <c>=&gt; </c> the text (<c>\n</c> for a line's end) that
/// <c>amtool template render</c> 0.25, which is Go's own text/template, wrote for the data of <see cref="Message"/>.
/// </summary>
public sealed class GoSemanticsTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Cases", "go.case")).Where(line => line.Length > 0 && line[0] != '#').ToList();
            return [.. lines.Chunk(2).Select(pair => (pair[0], pair[1]["=> ".Length..].Replace("\\n", "\n", StringComparison.Ordinal)))];
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fills_in_what_go_fills_in(string source, string text)
    {
        var parsed = Template.Parse("case", source, Message.Dialect);

        Assert.Null(parsed.Error);
        Assert.Equal(new TemplateResult(text, null), parsed.Value!.Fill(Message.Input, cancellationToken: TestContext.Current.CancellationToken));
    }
}
