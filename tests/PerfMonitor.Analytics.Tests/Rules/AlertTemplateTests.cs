using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class AlertTemplateTests
{
    private static readonly TemplateData Data = new(new Dictionary<string, string> { ["instance"] = "web-1", ["device"] = "sda" }, 0.9345);

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("{{ $value }}", "0.9345")]
    [InlineData("{{$value}} and {{ .Value }}", "0.9345 and 0.9345")]
    [InlineData("{{ $labels.instance }}/{{ .Labels.device }}", "web-1/sda")]
    [InlineData("[{{ $labels.absent }}]", "[]")]
    [InlineData("{{ $value | humanizePercentage }}", "93.45%")]
    [InlineData("{{ humanizePercentage $value }}", "93.45%")]
    [InlineData("{{ printf \"%.1f of %s\" $value $labels.device }}", "0.9 of sda")]
    [InlineData("{{ $value | printf \"%6.2f|\" }}", "  0.93|")]
    [InlineData("{{ printf \"%06.2f %-4d| %+.1f %q %%\" $value 7 1.0 \"a\\\"b\" }}", "000.93 7   | +1.0 \"a\\\"b\" %")]
    [InlineData("{{ printf `%v` ($value | humanize) }}", "934.5m")]
    [InlineData("{{ $labels.instance | toUpper }}", "WEB-1")]
    [InlineData("{{ reReplaceAll \"-.*\" \"\" $labels.instance }}", "web")]
    [InlineData("{{ index $labels \"device\" }}", "sda")]
    [InlineData("{{ $labels }}", "map[device:sda instance:web-1]")]
    [InlineData("a {{- \" b \" -}} c", "a b c")]
    [InlineData("x{{/* nothing */}}y", "xy")]
    [InlineData("100 % } {", "100 % } {")]
    public void Fills_placeholders_in(string template, string expected) => Assert.Equal(expected, AlertTemplate.Parse(template).Expand(Data));

    [Theory]
    [InlineData("{{ if $value }}x{{ end }}", "template, character 6: 'if' is not supported: templates have placeholders only, no control structures")]
    [InlineData("{{ query \"up\" }}", "template, character 9: 'query' is not supported: a template cannot ask queries or link to Prometheus' own pages")]
    [InlineData("{{ $value", "template, character 10: '}}' is missing")]
    [InlineData("{{ }}", "template, character 4: a placeholder is empty")]
    [InlineData("{{ $foo }}", "template, character 8: unknown variable '$foo'; there are $value and $labels.<name>")]
    [InlineData("{{ \"open }}", "template, character 12: a quoted text is not closed")]
    [InlineData("{{ humanize }}", "template, character 13: 'humanize' does not take 0 arguments")]
    public void Refuses_what_it_cannot_fill_in_and_says_where(string template, string message) =>
        Assert.Equal(message, Assert.Throws<TemplateException>(() => AlertTemplate.Parse(template)).Message);

    [Theory]
    [InlineData("{{ $labels.instance | humanize }}", "'web-1' is no number")]
    [InlineData("{{ printf \"%d\" }}", "'printf' has no argument for %d")]
    [InlineData("{{ printf \"a\" 1 }}", "'printf' has 1 arguments where its format takes 0")]
    public void Says_why_a_function_does_not_fit_its_input(string template, string message) =>
        Assert.Equal(message, Assert.Throws<TemplateException>(() => AlertTemplate.Parse(template).Expand(Data)).Message);
}
