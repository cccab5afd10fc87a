using PerfMonitor.PromQL.Scripts;

namespace PerfMonitor.PromQL.Tests.Scripts;

public sealed class ScriptRunnerTests
{
    [Theory]
    [InlineData("eval instant at 1m foo(\n  {} 1", "1:")]
    [InlineData("eval instant at 1m up\n  expect fail regex:(\n", "is no regular expression")]
    [InlineData("eval instant at 1m up\n  up{a=\"b\" 1", "is no series")]
    [InlineData("eval range from 0 to 1h step 0s up", "zero or negative")]
    [InlineData("eval range from 0 to 9999999999999999999999y step 1s up", "is no duration")]
    [InlineData("evaluate nothing", "no command")]
    [InlineData("load 1m\n  up 1x99999999999\n", "too large")]
    [InlineData("load 1m\n  up 1 2 three\n", "'three' is no value")]
    [InlineData("load 1m\n  up@st soon\n  up 1\n", "'soon' are no start timestamps")]
    [InlineData("eval instant at 0 vector(1)\n  expect something new", "")]
    public async Task What_is_not_understood_counts_as_failed_and_says_why(string script, string reason)
    {
        var report = await ScriptRunner.RunAsync(script, checksRangeMode: false, TestContext.Current.CancellationToken);

        Assert.Equal((0, 1), (report.Passed, report.Total));
        Assert.Contains(reason, Assert.Single(report.Failures).Reason, StringComparison.Ordinal);
    }

    private const string Started = """
        load 1m
            my_counter@st -1mx4
            my_counter 0+60x4
            odd{a="@st 1"} 1 2
        
        load 1m
            @st -30s-1m _ *x2
            all 1 2 3 4
            others{a="b"} 1

        """;

    [Theory]
    [InlineData(Started, "eval instant at 4m odd\n  odd{a=\"@st 1\"} 3", ScriptNeed.None)]
    [InlineData(Started, "eval instant at 4m rate(my_counter[2m])\n  {} 1.5", ScriptNeed.StartTimestamps)]
    [InlineData(Started, "eval instant at 4m increase(all[2m])\n  {} 9", ScriptNeed.StartTimestamps)]
    [InlineData(Started, "eval instant at 4m others\n  others{a=\"b\"} 2", ScriptNeed.StartTimestamps)]
    [InlineData("load 1m\n  h {{schema:0 count:1}}x3\n  up 1\n\n", "eval instant at 1m h\n  h {{schema:0 count:1}}", ScriptNeed.NativeHistograms)]
    [InlineData("load 1m\n  h {{schema:0 count:1}}x3\n  up 1\n\n", "eval instant at 1m up\n  up 2", ScriptNeed.None)]
    [InlineData("load_with_nhcb 1m\n  h_bucket{le=\"+Inf\"} 1x3\n\n", "eval instant at 1m h\n  {} 2", ScriptNeed.NativeHistograms)]
    [InlineData("", "eval instant at 1m histogram_avg(up)\n", ScriptNeed.NativeHistograms)]
    [InlineData("", "eval instant at 1m up >/ 1\n", ScriptNeed.NativeHistograms)]
    public async Task What_is_not_supported_is_named_by_evaluation(string load, string eval, ScriptNeed need)
    {
        var report = await ScriptRunner.RunAsync($"{load}\n\n{eval}", checksRangeMode: false, TestContext.Current.CancellationToken);

        Assert.Equal((0, 1, need), (report.Passed, report.Total, Assert.Single(report.Failures).Need));
    }

    [Theory]
    [InlineData("expect info regex: might not be a counter", null)]
    [InlineData("expect info regex: might not be a counter.*\"g\"$", null)]
    [InlineData("expect info msg: PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \"g\" (1:6)", null)]
    [InlineData("expect info regex: a summary", "expected Info a summary, got: PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \"g\" (1:6)")]
    [InlineData("expect no_info", "unexpected info: PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \"g\" (1:6)")]
    [InlineData("expect warn", "expected Warn , got: ")]
    public async Task An_annotation_is_what_a_line_expects(string line, string? reason) => Assert.Equal(reason, await ReasonAsync("rate(g[2m])", line));

    [Fact]
    public async Task An_annotation_that_no_line_expects_beside_others_is_a_failure() =>
        Assert.Equal(
            "unexpected Info: PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \"f\" (1:20)",
            await ReasonAsync("rate(g[2m]) + rate(f[2m]) * 0", "expect info regex: .g. \\(1:6"));

    private static async Task<string?> ReasonAsync(string query, string line)
    {
        string script = $"load 1m\n  f 1 2 3\n  g 1 2 3\n\neval instant at 2m {query}\n  {line}\n  {{}} 0.0166666666666";

        var report = await ScriptRunner.RunAsync(script, checksRangeMode: false, TestContext.Current.CancellationToken);

        return report.Failures.SingleOrDefault()?.Reason;
    }

    [Fact]
    public async Task A_mutilated_script_runs_to_its_end()
    {
        var random = new Random(23);
        string[] lines = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Scripts", "Cases"), "*.test").Order(StringComparer.Ordinal).SelectMany(File.ReadLines)];
        for (int round = 0; round < 60; round++)
        {
            string[] part = [.. lines.Skip(random.Next(lines.Length)).Take(40).Select(line => random.Next(3) == 0 ? Mutilate(line, random) : line)];

            var report = await ScriptRunner.RunAsync(string.Join('\n', part), checksRangeMode: false, TestContext.Current.CancellationToken);

            Assert.DoesNotContain(report.Failures, failure => failure.Reason.StartsWith("the engine broke", StringComparison.Ordinal));
        }
    }

    private static string Mutilate(string line, Random random)
    {
        const string Characters = "{}[]()\"'`x+-_@:#,e9 ~=";
        int at = random.Next(line.Length + 1);
        return random.Next(2) == 0 && at < line.Length ? line.Remove(at, 1) : line.Insert(at, Characters[random.Next(Characters.Length)].ToString());
    }
}
