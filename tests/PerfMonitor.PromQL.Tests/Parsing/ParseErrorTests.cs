namespace PerfMonitor.PromQL.Tests.Parsing;

public sealed class ParseErrorTests
{
    [Theory]
    [InlineData("", "1:1: parse error: no expression found in input")]
    [InlineData("# just a comment\n\n", "1:1: parse error: no expression found in input")]
    [InlineData("1+", "1:3: parse error: unexpected end of input")]
    [InlineData(".", "1:1: parse error: unexpected character: '.'")]
    [InlineData("2.5.", "1:4: parse error: unexpected character: '.'")]
    [InlineData("100..4", "1:5: parse error: unexpected number \".4\"")]
    [InlineData("0deadbeef", "1:1: parse error: bad number or duration syntax: \"0deadbeef\"")]
    [InlineData("1 /", "1:4: parse error: unexpected end of input")]
    [InlineData("*1", "1:1: parse error: unexpected <op:*>")]
    [InlineData("(1))", "1:5: parse error: unexpected right parenthesis ')'")]
    [InlineData("((1)", "1:5: parse error: unclosed left parenthesis")]
    [InlineData("(", "1:2: parse error: unclosed left parenthesis")]
    [InlineData("1 !~ 1", "1:3: parse error: unexpected character after '!': '~'")]
    [InlineData("1 =~ 1", "1:4: parse error: unexpected character after '=': '~'")]
    [InlineData("foo bar", "1:5: parse error: unexpected identifier \"bar\"")]
    [InlineData("\"foo", "1:1: parse error: unterminated quoted string")]
    [InlineData("`foo", "1:1: parse error: unterminated raw string")]
    [InlineData("sum(\nfoo\n", "3:1: parse error: unclosed left parenthesis")]
    [InlineData("sum(foo) by\n  (a b)", "2:6: parse error: unexpected identifier \"b\" in grouping opts, expected \",\" or \")\"")]
    public void Broken_syntax_is_named_with_its_place(string query, string message) => AssertRefused(query, message);

    [Theory]
    [InlineData("{", "1:2: parse error: unexpected end of input inside braces")]
    [InlineData("}", "1:1: parse error: unexpected character: '}'")]
    [InlineData("some}", "1:5: parse error: unexpected character: '}'")]
    [InlineData("some_metric{a=b}", "1:15: parse error: unexpected identifier \"b\" in label matching, expected string")]
    [InlineData("some_metric{a:b=\"b\"}", "1:14: parse error: unexpected character inside braces: ':'")]
    [InlineData("foo{a*\"b\"}", "1:6: parse error: unexpected character inside braces: '*'")]
    [InlineData("foo{a>=\"b\"}", "1:6: parse error: unexpected character inside braces: '>'")]
    [InlineData("foo{gibberish}", "1:14: parse error: unexpected \"}\" in label matching, expected label matching operator")]
    [InlineData("foo{1}", "1:5: parse error: unexpected character inside braces: '1'")]
    [InlineData("{}", "1:1: parse error: vector selector must contain at least one non-empty matcher")]
    [InlineData("{x=\"\"}", "1:1: parse error: vector selector must contain at least one non-empty matcher")]
    [InlineData("{x=~\".*\"}", "1:1: parse error: vector selector must contain at least one non-empty matcher")]
    [InlineData("{x!~\".+\"}", "1:1: parse error: vector selector must contain at least one non-empty matcher")]
    [InlineData("{x!=\"a\"}", "1:1: parse error: vector selector must contain at least one non-empty matcher")]
    [InlineData("foo{__name__=\"bar\"}", "1:1: parse error: metric name must not be set twice: \"foo\" or \"bar\"")]
    [InlineData("foo{__name__=~\"bar\"}", "1:1: parse error: metric name must not be set twice: \"foo\" or \"bar\"")]
    [InlineData("{\"foo\", __name__=\"bar\"}", "1:1: parse error: metric name must not be set twice: \"foo\" or \"bar\"")]
    [InlineData("foo{,}", "1:5: parse error: unexpected \",\" in label matching, expected identifier or \"}\"")]
    [InlineData("foo{__name__ == \"bar\"}", "1:15: parse error: unexpected \"=\" in label matching, expected string")]
    [InlineData("foo{a=\"b\" lol}", "1:11: parse error: unexpected identifier \"lol\" in label matching, expected \",\" or \"}\"")]
    [InlineData("foo{a=~\"(b\"}", "1:5: parse error: error parsing regexp: missing closing ): `(b`")]
    [InlineData("foo{a=~\"b**\"}", "1:5: parse error: error parsing regexp: invalid nested repetition operator: `**`")]
    public void Broken_selectors_are_named_with_their_place(string query, string message) => AssertRefused(query, message);

    [Theory]
    [InlineData("foo[5mm]", "1:5: parse error: bad number or duration syntax: \"5mm\"")]
    [InlineData("foo[5m1]", "1:5: parse error: bad number or duration syntax: \"5m1\"")]
    [InlineData("foo[5m:1m1]", "1:8: parse error: bad number or duration syntax: \"1m1\"")]
    [InlineData("foo[]", "1:5: parse error: unexpected \"]\" in subquery or range selector, expected number, duration, step(), or range()")]
    [InlineData("foo[\"5m\"]", "1:5: parse error: unexpected string \"\\\"5m\\\"\" in subquery or range selector, expected number, duration, step(), or range()")]
    [InlineData("foo[-1]", "1:5: parse error: duration must be greater than 0")]
    [InlineData("foo[5m", "1:7: parse error: unclosed left bracket")]
    [InlineData("foo OFFSET 1m[5m]", "1:14: parse error: no offset modifiers allowed before range")]
    [InlineData("foo @ 123[5m]", "1:10: parse error: no @ modifiers allowed before range")]
    [InlineData("(foo + bar)[5m]", "1:12: parse error: ranges only allowed for vector selectors")]
    [InlineData("some_metric[5m] OFFSET", "1:23: parse error: unexpected end of input in offset, expected number, duration, step(), or range()")]
    [InlineData("1 offset 1d", "1:1: parse error: offset modifier must be preceded by an instant vector selector or range vector selector or a subquery")]
    [InlineData("foo offset 1s offset 2s", "1:1: parse error: offset may not be set multiple times")]
    [InlineData("foo @ xyz", "1:7: parse error: unexpected identifier \"xyz\" in @, expected timestamp")]
    [InlineData("foo[5m][5m]", "1:8: parse error: ranges only allowed for vector selectors")]
    public void Broken_ranges_and_offsets_are_named_with_their_place(string query, string message) => AssertRefused(query, message);

    [Theory]
    [InlineData("1 and 1", "1:1: parse error: set operator \"and\" not allowed in binary scalar expression")]
    [InlineData("1 == 1", "1:3: parse error: comparisons between scalars must use BOOL modifier")]
    [InlineData("foo and 1", "1:1: parse error: set operator \"and\" not allowed in binary scalar expression")]
    [InlineData("1 or on(bar) foo", "1:1: parse error: vector matching only allowed between instant vectors")]
    [InlineData("foo == on(bar) 10", "1:1: parse error: vector matching only allowed between instant vectors")]
    [InlineData("foo + group_left(baz) bar", "1:7: parse error: unexpected <group_left>")]
    [InlineData("foo and on(bar) group_left(baz) bar", "1:1: parse error: no grouping allowed for \"and\" operation")]
    [InlineData("foo * on(bar,baz) group_left(bar) foo", "1:5: parse error: label \"bar\" must not occur in ON and GROUP clause at once")]
    [InlineData("foo + bool bar", "1:5: parse error: bool modifier can only be used on comparison operators")]
    [InlineData("foo + bool 10", "1:5: parse error: bool modifier can only be used on comparison operators")]
    [InlineData("a - on(b) ignoring(c) d", "1:11: parse error: unexpected <ignoring>")]
    [InlineData("-\"string\"", "1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got \"string\"")]
    [InlineData("-test[5m]", "1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got \"range vector\"")]
    [InlineData("foo + bar[5m]", "1:7: parse error: binary expression must contain only scalar and instant vector types")]
    public void Operators_on_the_wrong_sides_are_named_with_their_place(string query, string message) => AssertRefused(query, message);

    [Theory]
    [InlineData("non_existent_function_far_bar()", "1:1: parse error: unknown function with name \"non_existent_function_far_bar\"")]
    [InlineData("floor()", "1:1: parse error: expected 1 argument(s) in call to \"floor\", got 0")]
    [InlineData("floor(a, b)", "1:1: parse error: expected 1 argument(s) in call to \"floor\", got 2")]
    [InlineData("hour(a, b)", "1:1: parse error: expected at most 1 argument(s) in call to \"hour\", got 2")]
    [InlineData("label_join(a)", "1:1: parse error: expected at least 3 argument(s) in call to \"label_join\", got 1")]
    [InlineData("rate(some_metric)", "1:6: parse error: expected type range vector in call to function \"rate\", got instant vector")]
    [InlineData("rate(avg)", "1:6: parse error: expected type range vector in call to function \"rate\", got instant vector")]
    [InlineData("floor(1)", "1:7: parse error: expected type instant vector in call to function \"floor\", got scalar")]
    [InlineData("label_replace(a, b, c, d, e)", "1:18: parse error: expected type string in call to function \"label_replace\", got instant vector")]
    [InlineData("abs(foo,)", "1:8: parse error: trailing commas not allowed in function call args")]
    [InlineData("sum() by (test)", "1:1: parse error: no arguments for aggregate expression provided")]
    [InlineData("sum some_metric by (test)", "1:5: parse error: unexpected identifier \"some_metric\"")]
    [InlineData("sum (some_metric) by test", "1:22: parse error: unexpected identifier \"test\" in grouping opts, expected \"(\"")]
    [InlineData("sum (some_metric) without (test) by (test)", "1:34: parse error: unexpected <by>")]
    [InlineData("topk(some_metric)", "1:1: parse error: wrong number of arguments for aggregate expression provided, expected 2, got 1")]
    [InlineData("topk(some_metric, other_metric)", "1:6: parse error: expected type scalar in aggregation parameter, got instant vector")]
    [InlineData("count_values(5, other_metric)", "1:14: parse error: expected type string in aggregation parameter, got scalar")]
    [InlineData("sum(foo[5m])", "1:5: parse error: expected type instant vector in aggregation expression, got range vector")]
    [InlineData("histogram_sum(foo)", "1:1: parse error: histogram_sum() works on native histograms, which are not supported; classic histograms have the series _sum, _count and _bucket")]
    public void Wrong_calls_are_named_with_their_place(string query, string message) => AssertRefused(query, message);

    [Theory]
    [InlineData("", "(", "1", ")", "")]
    [InlineData("", "-", "1", "", "")]
    [InlineData("", "1^", "1", "", "")]
    [InlineData("", "-1^", "1", "", "")]
    [InlineData("", "a ^ on(b) ", "a", "", "")]
    [InlineData("", "abs(", "a", ")", "")]
    [InlineData("", "sum by (b) (", "a", ")", "")]
    [InlineData("", "max_over_time(", "a", "[1m:])", "")]
    [InlineData("", "", "a", "[1m:]", "")]
    [InlineData("a[", "(", "1", ")", "]")]
    [InlineData("a[", "-", "1", "", "]")]
    [InlineData("a[", "1^", "1", "", "]")]
    [InlineData("a[", "min_of(1, ", "1", ")", "]")]
    [InlineData("a[1m:", "1^", "1", "", "]")]
    [InlineData("a offset ", "(", "1", ")", "")]
    [InlineData("a offset ", "-", "1", "", "")]
    [InlineData("a offset (", "1^", "1", "", ")")]
    public void Nesting_without_end_is_refused_rather_than_followed(string start, string opening, string inner, string closing, string end)
    {
        string query = start + string.Concat(Enumerable.Repeat(opening, 100_000)) + inner + string.Concat(Enumerable.Repeat(closing, 100_000)) + end;

        var refusal = Assert.Throws<PromParseException>(() => PromQuery.Parse(query));

        Assert.Contains("nested deeper than", refusal.Message, StringComparison.Ordinal);
    }

    // Each is a list rather than a nest: the parsers go through it in a loop.
    [Theory]
    [InlineData("a @ ", "-", "1", "unexpected <op:-> in @, expected timestamp")]
    [InlineData("a", " offset 1m", "", "offset may not be set multiple times")]
    [InlineData("a", " @ 1", "", "@ <timestamp> may not be set multiple times")]
    [InlineData("a{", "{", "", "unexpected left brace '{'")]
    [InlineData("a[", "1+", "1]", "the duration has more than 1000 operators")]
    [InlineData("a[((1+1)+1)+", "1+", "1]", "the duration has more than 1000 operators")]
    [InlineData("a offset (", "1+", "1)", "the duration has more than 1000 operators")]
    public void A_repetition_without_end_is_refused_rather_than_followed(string start, string repeated, string end, string fault)
    {
        var refusal = Assert.Throws<PromParseException>(() => PromQuery.Parse(start + string.Concat(Enumerable.Repeat(repeated, 100_000)) + end));

        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Matchers_without_end_are_a_list()
    {
        string matchers = string.Concat(Enumerable.Repeat("b=\"c\",", 100_000));

        Assert.Equal(100_001, PromQuery.ParseSelector($"a{{{matchers}}}").Count);
    }

    [Fact]
    public void A_chain_of_operators_without_end_is_refused_rather_than_followed()
    {
        var refusal = Assert.Throws<PromParseException>(() => PromQuery.Parse(string.Join("+", Enumerable.Repeat("1", 100_000))));

        Assert.Contains("nested deeper than", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_nested_within_the_bounds_is_answered()
    {
        var source = new MemorySeriesSource();
        string parentheses = new string('(', 390) + "1" + new string(')', 390);
        string signs = string.Concat(Enumerable.Repeat("-abs(", 190)) + "vector(1)" + new string(')', 190);
        string powers = string.Join("^", Enumerable.Repeat("1", 390));
        string duration = "count_over_time(vector(1)[" + string.Join("+", Enumerable.Repeat("1", 900)) + ":1m])";
        string chain = string.Join(" or ", Enumerable.Range(0, 900).Select(i => $"vector({i})"));

        foreach (string query in (string[])[parentheses, signs, powers, duration, chain])
        {
            var result = await PromQuery.Parse(query).InstantAsync(source, 0, null, TestContext.Current.CancellationToken);

            Assert.NotNull(result.Value);
        }
    }

    // The first fault is named, whichever kind it is of.
    [Theory]
    [InlineData("unknown(a, b c)", "1:14: parse error: unexpected identifier \"c\"")]
    [InlineData("unknown(rate(a))", "1:1: parse error: unknown function with name \"unknown\"")]
    [InlineData("a b {", "1:3: parse error: unexpected identifier \"b\"")]
    [InlineData("sum by (job (a)", "1:13: parse error: unexpected \"(\" in grouping opts, expected \",\" or \")\"")]
    [InlineData("topk(1 a)", "1:8: parse error: unexpected identifier \"a\" in aggregation")]
    [InlineData("topk(1, abs(a b))", "1:15: parse error: unexpected identifier \"b\" in aggregation")]
    [InlineData("sum(a) b", "1:8: parse error: unexpected identifier \"b\"")]
    [InlineData("rate(a,[5m])", "1:7: parse error: trailing commas not allowed in function call args")]
    [InlineData("clamp(a,, 1, 2)", "1:8: parse error: trailing commas not allowed in function call args")]
    [InlineData("hour(a, 1 == 1)", "1:1: parse error: expected at most 1 argument(s) in call to \"hour\", got 2")]
    [InlineData("clamp(1, 1 == 1, 2)", "1:7: parse error: expected type instant vector in call to function \"clamp\", got scalar")]
    [InlineData("quantile(1 == 1, a[5m])", "1:18: parse error: expected type instant vector in aggregation expression, got range vector")]
    public void The_first_of_several_faults_is_named(string query, string message) => AssertRefused(query, message);

    [Theory]
    [InlineData("a @ end", "1:8: parse error: unexpected end of input in @, expected timestamp")]
    [InlineData("a @ end)", "1:9: parse error: unexpected right parenthesis ')'")]
    [InlineData("(a @ end(and b))", "1:10: parse error: unexpected <op:and> in @, expected timestamp")]
    [InlineData("a end", "1:3: parse error: unexpected \"end\"")]
    [InlineData("a * @ 5", "1:5: parse error: unexpected <op:@>")]
    [InlineData("a b:c", "1:3: parse error: unexpected metric identifier \"b:c\"")]
    [InlineData("a : b", "1:3: parse error: unexpected metric identifier \":\"")]
    [InlineData("a BY", "1:3: parse error: unexpected <BY>")]
    [InlineData("a\\b", "1:2: parse error: unexpected character: '\\\\'")]
    [InlineData("a{b=~\"x)|(y\"}", "1:3: parse error: error parsing regexp: unexpected ): `x)|(y`")]
    [InlineData("a{b=~\"(?i)x)+**\"}", "1:3: parse error: error parsing regexp: unexpected ): `(?i)x)+**`")]
    [InlineData("a{b=~\"(?i-)x\"}", "1:3: parse error: error parsing regexp: invalid or unsupported Perl syntax: `(?i-)`")]
    [InlineData("(a * on (job) group_left) b", "1:25: parse error: unexpected \")\" in grouping opts, expected \"(\"")]
    [InlineData("sum by (nan) (a)", "1:9: parse error: unexpected number \"nan\" in grouping opts, expected label")]
    [InlineData("(a[5m])[5m:1m]", "1:1: parse error: subquery is only allowed on instant vector, got matrix instead")]
    public void What_is_unexpected_is_named_as_in_Prometheus(string query, string message) => AssertRefused(query, message);

    private static void AssertRefused(string query, string message) =>
        Assert.Equal(message, Assert.Throws<PromParseException>(() => PromQuery.Parse(query)).Message);
}
