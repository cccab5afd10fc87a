using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Tests.Matching;

public sealed class LabelMatchersTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["severity"] = "critical", ["instance"] = "web-1", ["path"] = "C:\\a \"b\"" };

    [Theory]
    [InlineData("severity=\"critical\"", true)]
    [InlineData("severity=critical", true)]
    [InlineData(" severity = \"critical\" ", true)]
    [InlineData("severity=\"crit\"", false)]
    [InlineData("severity!=\"critical\"", false)]
    [InlineData("severity!=\"warning\"", true)]
    [InlineData("instance=~\"web-.*\"", true)]
    [InlineData("instance=~\"web\"", false)]
    [InlineData("instance=~\"web-1|db-1\"", true)]
    [InlineData("instance!~\"web-.*\"", false)]
    [InlineData("instance!~\"db-.*\"", true)]
    [InlineData("team=\"\"", true)]
    [InlineData("team!=\"ops\"", true)]
    [InlineData("team=~\".+\"", false)]
    [InlineData("team=~\".*\"", true)]
    [InlineData("path=\"C:\\\\a \\\"b\\\"\"", true)]
    public void Compare_whole_values_and_take_a_missing_label_as_empty(string matcher, bool matches) =>
        Assert.Equal(matches, LabelMatchers.Parse(matcher).Matches(Labels));

    [Theory]
    [InlineData("severity=\"critical\"")]
    [InlineData("instance=~\"web-\\\\d+\"")]
    [InlineData("path!=\"a\\\"b\\\\c\"")]
    [InlineData("\"http.route\"=\"/a\"")]
    [InlineData("\"a \\\"b\\\\\"=~\"x|y\"")]
    [InlineData("text=\"a\\nb\"")]
    public void Are_written_as_they_are_read(string text) => Assert.Equal(text, LabelMatchers.Parse(text).ToString());

    [Theory]
    [InlineData("""instance=~"web\.x.*" """, """instance=~"web\\.x.*" """)]
    [InlineData("""code=~"\d+" """, """code=~"\\d+" """)]
    [InlineData("""path="C:\new\\x" """, """path="C:\new\\x" """)]
    [InlineData("""a="x\" """, null)]
    [InlineData("a = b c , d=~e", """a="b c" d=~"e" """)]
    [InlineData("{a=b,}", """a="b" """)]
    [InlineData("a={b}", """a="{b" """)]
    [InlineData("a=~x{3}y", """a=~"x{3}y" """)]
    [InlineData("""{a=~"x{2}", b!="c,d"}""", """a=~"x{2}" b!="c,d" """)]
    [InlineData("""a="}" """, """a="}" """)]
    [InlineData("a==b", """a="=b" """)]
    [InlineData("a=", """a="" """)]
    [InlineData("job:x=y", """ "job:x"="y" """)]
    [InlineData("""{"http.route"="/a", Zählung=5}""", """ "http.route"="/a" "Zählung"="5" """)]
    [InlineData("""🙂=~"a\u0062\t" """, """ "🙂"=~"ab\t" """)]
    [InlineData("", "")]
    [InlineData("1a=b", """ "1a"="b" """)]
    [InlineData("{}", "")]
    [InlineData("a=b,,c=d", null)]
    [InlineData("ä=b c", null)]
    [InlineData("""{"ä"="b" """, null)]
    [InlineData("""ä="\d" """, null)]
    [InlineData("\"\"=b", null)]
    public void Are_read_as_alertmanager_reads_them(string text, string? matchers)
    {
        var read = Record.Exception(() => LabelMatchers.ParseList(text)) is null ? string.Join(' ', LabelMatchers.ParseList(text)) : null;

        Assert.Equal(matchers?.Trim().Replace("\\t", "\t", StringComparison.Ordinal), read);
    }

    [Theory]
    [InlineData("severity", "'severity' is not a matcher; write it as severity=\"critical\", with one of = != =~ !~.")]
    [InlineData("severity==\"a\"", "'severity==\"a\"' is not a matcher")]
    [InlineData("a=b,c=d", "is not a matcher")]
    [InlineData("a=\"b", "is not a matcher")]
    [InlineData("a=~\"(\"", "'(' is not a regular expression that can be used here")]
    [InlineData("a=~\"(?=b)\"", "'(?=b)' is not a regular expression that can be used here")]
    public void Refuse_what_is_none(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => LabelMatchers.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Take_linear_time_for_hostile_expressions() =>
        Assert.False(LabelMatchers.Parse("a=~\"(x+x+)+y\"").Matches(new Dictionary<string, string> { ["a"] = new('x', 5000) }));
}
