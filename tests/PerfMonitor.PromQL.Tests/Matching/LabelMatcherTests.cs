using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Tests.Matching;

public sealed class LabelMatcherTests
{
    [Theory]
    [InlineData(MatchKind.Equal, "api", "api", true)]
    [InlineData(MatchKind.Equal, "api", "web", false)]
    [InlineData(MatchKind.NotEqual, "api", "web", true)]
    [InlineData(MatchKind.NotEqual, "api", "", true)]
    [InlineData(MatchKind.Regex, "api|web", "api", true)]
    [InlineData(MatchKind.Regex, "api|web", "apiweb", false)]
    [InlineData(MatchKind.Regex, "a", "a\n", false)]
    [InlineData(MatchKind.Regex, "ap.*", "api", true)]
    [InlineData(MatchKind.Regex, "ap.*", "xapi", false)]
    [InlineData(MatchKind.Regex, "ap.+", "ap", false)]
    [InlineData(MatchKind.Regex, ".*pi.*", "api", true)]
    [InlineData(MatchKind.Regex, ".*pi.*", "ap", false)]
    [InlineData(MatchKind.Regex, @".*a\.p.*", "xa.py", true)]
    [InlineData(MatchKind.Regex, ".*a.p.*", "axp", true)]
    [InlineData(MatchKind.NotRegex, ".*pi.*", "api", false)]
    [InlineData(MatchKind.Regex, "api*", "ap", true)]
    [InlineData(MatchKind.Regex, "api?", "ap", true)]
    [InlineData(MatchKind.Regex, "api{0,2}", "ap", true)]
    [InlineData(MatchKind.Regex, ".*", "", true)]
    [InlineData(MatchKind.Regex, ".+", "", false)]
    [InlineData(MatchKind.Regex, ".*", "two\nlines", true)]
    [InlineData(MatchKind.Regex, "", "", true)]
    [InlineData(MatchKind.NotRegex, ".+", "", true)]
    [InlineData(MatchKind.Regex, "(?i:API)", "api", true)]
    [InlineData(MatchKind.Regex, "(?i)API|WEB", "web", true)]
    [InlineData(MatchKind.Regex, "a|(?:b|c)d", "cd", true)]
    [InlineData(MatchKind.Regex, "foo.bar|baz", "baz", true)]
    [InlineData(MatchKind.Regex, "^api$", "api", true)]
    [InlineData(MatchKind.Regex, "(?P<name>a+)", "aaa", true)]
    [InlineData(MatchKind.Regex, @"\d+", "٣", false)]
    [InlineData(MatchKind.Regex, @"\w+", "é", false)]
    [InlineData(MatchKind.Regex, @"[\D]+", "é", true)]
    [InlineData(MatchKind.Regex, @"[^\D]+", "12", true)]
    [InlineData(MatchKind.Regex, "[[:alpha:]_]+", "ab_", true)]
    [InlineData(MatchKind.Regex, "[[:^alpha:]]+", "12", true)]
    [InlineData(MatchKind.Regex, "[[:word]+", "wo[:", true)]
    [InlineData(MatchKind.Regex, "a+?b*?c??d{1,2}?", "aabd", true)]
    [InlineData(MatchKind.Regex, "(?P<a>x)(?<b_1>y)", "xy", true)]
    [InlineData(MatchKind.Regex, "[a-z-[aeiou]]", "a]", true)]
    [InlineData(MatchKind.Regex, "[]a]+", "]a", true)]
    [InlineData(MatchKind.Regex, @"\Qa.b\E+", "a.b", true)]
    [InlineData(MatchKind.Regex, @"\x{e9}", "é", true)]
    [InlineData(MatchKind.Regex, @"\pL+", "éa", true)]
    [InlineData(MatchKind.Regex, "a{,2}", "a{,2}", true)]
    [InlineData(MatchKind.Regex, "x{2}", "xx", true)]
    [InlineData(MatchKind.Regex, "(?U)a+b", "aab", true)]
    public void A_value_is_compared_as_RE2_would(MatchKind kind, string pattern, string value, bool matches) =>
        Assert.Equal(matches, LabelMatcher.Create(kind, "label", pattern).Matches(value));

    [Theory]
    [InlineData("(a", "error parsing regexp: missing closing ): `(a`")]
    [InlineData("a)", "error parsing regexp: unexpected ): `a)`")]
    [InlineData("[a", "error parsing regexp: missing closing ]: `[a`")]
    [InlineData("*a", "error parsing regexp: missing argument to repetition operator: `*`")]
    [InlineData(@"a\", @"error parsing regexp: trailing backslash at end of expression: ``")]
    [InlineData(@"(a)\1", @"error parsing regexp: invalid escape sequence: `\1`")]
    [InlineData("a(?=b)", "error parsing regexp: invalid or unsupported Perl syntax: `(?=`")]
    [InlineData("a(?<!b)", "error parsing regexp: invalid named capture: `(?<!b)`")]
    [InlineData("a{1001}", "error parsing regexp: invalid repeat count: `{1001}`")]
    [InlineData("a{3,2}", "error parsing regexp: invalid repeat count: `{3,2}`")]
    [InlineData("b[a", "error parsing regexp: missing closing ]: `[a`")]
    [InlineData("ab*+", "error parsing regexp: invalid nested repetition operator: `*+`")]
    [InlineData("a{2}{3}b", "error parsing regexp: invalid nested repetition operator: `{2}{3}`")]
    [InlineData("a|?", "error parsing regexp: missing argument to repetition operator: `?`")]
    [InlineData("(+)", "error parsing regexp: missing argument to repetition operator: `+`")]
    [InlineData("(?:*)", "error parsing regexp: missing argument to repetition operator: `*`")]
    [InlineData(@"a\yb", @"error parsing regexp: invalid escape sequence: `\y`")]
    [InlineData("[[:wrd:]]", "error parsing regexp: invalid character class range: `[:wrd:]`")]
    [InlineData("(?P<a b>c)", "error parsing regexp: invalid named capture: `(?P<a b>`")]
    [InlineData("(?x)a", "error parsing regexp: invalid or unsupported Perl syntax: `(?x`")]
    [InlineData("(?i", "error parsing regexp: missing closing ): `(?i`")]
    [InlineData("[z-a]", "error parsing regexp: invalid character class range: `z-a`")]
    public void What_RE2_refuses_is_refused(string pattern, string reason)
    {
        var refusal = Assert.Throws<ArgumentException>(() => LabelMatcher.Create(MatchKind.Regex, "label", pattern));

        Assert.StartsWith(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_label_counts_as_empty()
    {
        var labels = LabelSet.Create("up", new Label("job", "api"));

        Assert.True(LabelMatcher.Create(MatchKind.Equal, "instance", "").Matches(labels));
        Assert.False(LabelMatcher.Create(MatchKind.NotEqual, "instance", "").Matches(labels));
        Assert.True(LabelMatcher.MatchesAll(PromQuery.ParseSelector("up{job=~\"api|web\",instance!=\"a\"}"), labels));
    }

    [Theory]
    [InlineData("api|web", "api,web", "")]
    [InlineData("api", "api", "api")]
    [InlineData("api.*", null, "api")]
    [InlineData("api.*|web", null, "")]
    [InlineData("(?i)api", null, "")]
    [InlineData("apis?", null, "api")]
    [InlineData("(api|web)", "api,web", "")]
    [InlineData("(?:api|web)", "api,web", "")]
    [InlineData(@"10\.0\.0\.1:9100|10\.0\.0\.2:9100", "10.0.0.1:9100,10.0.0.2:9100", "")]
    [InlineData(@"host\-1\..*", null, "host-1.")]
    [InlineData(@"a\d", null, "a")]
    [InlineData("(a)|(b)", null, "")]
    [InlineData("a(?i:b)", null, "")]
    [InlineData("api|", ",api", "")]
    public void An_index_learns_what_it_can_look_up(string pattern, string? alternatives, string prefix)
    {
        var matcher = LabelMatcher.Create(MatchKind.Regex, "label", pattern);

        Assert.Equal(alternatives, matcher.Alternatives is null ? null : string.Join(",", matcher.Alternatives.Order()));
        Assert.Equal(prefix, matcher.Prefix);
    }

    [Fact]
    public void A_pattern_made_to_backtrack_is_answered_at_once() =>
        Assert.False(LabelMatcher.Create(MatchKind.Regex, "label", "(a|aa|aaa)+(b|bb)+c").Matches(new string('a', 20_000)));

    [Theory]
    [InlineData("up", "__name__=\"up\"")]
    [InlineData("{job=~\"a.+\",x=\"\"}", "job=~\"a.+\",x=\"\"")]
    [InlineData("up{}", "__name__=\"up\"")]
    public void A_selector_parameter_becomes_matchers(string text, string matchers) =>
        Assert.Equal(matchers, string.Join(",", PromQuery.ParseSelector(text)));

    [Theory]
    [InlineData("sum(up)")]
    [InlineData("up offset 5m")]
    [InlineData("up[5m]")]
    public void What_is_no_plain_selector_is_refused_as_a_parameter(string text) =>
        Assert.Throws<PromParseException>(() => PromQuery.ParseSelector(text));
}
