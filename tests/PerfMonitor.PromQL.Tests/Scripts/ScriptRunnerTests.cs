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
    [InlineData("eval instant at 0 vector(1)\n  expect something new", "")]
    public async Task What_is_not_understood_counts_as_failed_and_says_why(string script, string reason)
    {
        var report = await ScriptRunner.RunAsync(script, checksRangeMode: false, TestContext.Current.CancellationToken);

        Assert.Equal((0, 1), (report.Passed, report.Total));
        Assert.Contains(reason, Assert.Single(report.Failures).Reason, StringComparison.Ordinal);
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
