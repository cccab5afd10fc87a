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
    [InlineData("{{ humanize $value -}} !", "934.5m!")]
    [InlineData("x {{- /* nothing */ -}} y", "xy")]
    [InlineData("{{ if gt $value 0.9 }}high{{ else }}low{{ end }}", "high")]
    [InlineData("{{ if gt $value 2 }}a{{ else if gt $value 1 }}b{{ else if $labels.absent }}c{{ else }}d{{ end }}", "d")]
    [InlineData("on{{ with $labels.device }} {{ . }}{{ end }}{{ with $labels.absent }} {{ . }}{{ end }}", "on sda")]
    [InlineData("{{ with $labels.absent }}{{ . }}{{ else }}none at {{ .Value }}{{ end }}", "none at 0.9345")]
    [InlineData("{{ with $labels.absent }}a{{ else with $labels.device }}{{ . }}{{ end }}", "sda")]
    [InlineData("{{ with $d := $labels.device }}{{ $d }}={{ . }}{{ end }}", "sda=sda")]
    [InlineData("{{ range $labels }}[{{ . }}]{{ end }}", "[sda][web-1]")]
    [InlineData("{{ range $name, $text := $labels }}{{ $name }}={{ $text }} {{ $.Value }};{{ end }}", "device=sda 0.9345;instance=web-1 0.9345;")]
    [InlineData("{{ range $externalLabels }}x{{ else }}none{{ end }}", "none")]
    [InlineData("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $y := 3 }}{{ $y }}{{ end }}{{ $x }}", "32")]
    [InlineData("{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}", "21")]
    [InlineData("{{ if and (match \"^web\" $labels.instance) (not (eq $labels.device \"sdb\")) }}yes{{ end }}", "yes")]
    [InlineData("{{ or $labels.absent \"unknown\" }} {{ len $labels }} {{ ne 1 2 }} {{ le 1 1 }} {{ ge 1 2 }} {{ lt \"a\" \"b\" }}", "unknown 2 true true false true")]
    [InlineData("{{ eq $labels.device \"sdc\" \"sda\" }}", "true")]
    [InlineData("{{ stripPort \"web.example.com:9100\" }} {{ stripDomain \"web.example.com:9100\" }} {{ stripDomain \"10.0.0.1:9100\" }} {{ stripPort \"[::1]:9100\" }}", "web.example.com web:9100 10.0.0.1:9100 ::1")]
    public void Fills_placeholders_in(string template, string expected) => Assert.Equal(expected, AlertTemplate.Parse(template).Expand(Data));

    [Theory]
    [InlineData("{{ if $value }}x", "template, character 17: '{{ end }}' of 'if' is missing")]
    [InlineData("{{ if $value }}x{{ else }}y{{ else }}z{{ end }}", "template, character 35: a second 'else'")]
    [InlineData("a{{ end }}", "template, character 8: 'end' has no beginning")]
    [InlineData("{{ define \"x\" }}{{ end }}", "template, character 10: 'define' is not supported; there are if, with and range")]
    [InlineData("{{ $x = 1 }}", "template, character 8: '$x' is not declared; ':=' does that")]
    [InlineData("{{ $a, $b := 1 }}", "template, character 13: only 'range' sets two variables")]
    [InlineData("{{ if true }}{{ $x := 1 }}{{ else }}{{ $x }}{{ end }}", "template, character 42: unknown variable '$x'; there are $value and $labels.<name>")]
    [InlineData("{{ range $k, $v := $labels }}{{ else }}{{ $k }}{{ end }}", "template, character 45: unknown variable '$k'; there are $value and $labels.<name>")]
    [InlineData("{{ .Values }}", "template, character 11: unknown variable '.Values'; there are $value and $labels.<name>")]
    [InlineData("{{ $labels. }}", "template, character 12: a field's name is missing behind '.'")]
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
    [InlineData("{{ range $value }}{{ end }}", "'range' goes over labels only, such as $labels")]
    [InlineData("{{ gt $value \"1\" }}", "'gt' compares two numbers or two texts, not '0.9345' with '1'")]
    [InlineData("{{ with $labels.device }}{{ .name }}{{ end }}", "'.name' is asked of something that has no fields")]
    [InlineData("{{ . }}", "all data together cannot be written; name .Value or a label")]
    [InlineData("{{ match \"(\" \"a\" }}", "'match' with the pattern '(': Invalid pattern '(' at offset 1. Not enough )'s.")]
    [InlineData("{{ printf \"a\" 1 }}", "'printf' has 1 arguments where its format takes 0")]
    public void Says_why_a_function_does_not_fit_its_input(string template, string message) =>
        Assert.Equal(message, Assert.Throws<TemplateException>(() => AlertTemplate.Parse(template).Expand(Data)).Message);

    [Fact]
    public void Bounds_the_work_and_the_length_of_a_text()
    {
        var many = new TemplateData(Enumerable.Range(0, 100).ToDictionary(i => $"l{i}", _ => new string('x', 400)), 1);

        Assert.Equal("filling it in takes more than 20000 steps", Failure("{{ range $labels }}{{ range $labels }}{{ range $labels }}{{ end }}{{ end }}{{ end }}"));
        Assert.Equal("the text would have more than 32768 characters", Failure("{{ range $labels }}{{ . }}{{ end }}"));

        string Failure(string template) => Assert.Throws<TemplateException>(() => AlertTemplate.Parse(template).Expand(many)).Message;
    }

    [Theory]
    [InlineData("{{ if true }}", "{{ end }}", "blocks stand in each other more than 20 deep")]
    [InlineData("{{ (", ")", "parentheses stand in each other more than 30 deep")]
    public void Bounds_the_depth_of_a_template(string open, string close, string message) =>
        Assert.EndsWith(message, Assert.Throws<TemplateException>(() => AlertTemplate.Parse(
            open + string.Concat(Enumerable.Repeat(open.TrimStart('{', ' ') is "(" ? "(" : open, 10_000)) + close)).Message, StringComparison.Ordinal);

    [Fact]
    public void Answers_any_text_with_a_text_or_a_template_error()
    {
        string[] pieces = ["{{", "}}", " -}}", "{{- ", "if ", "else ", "end ", "with ", "range ", "$x ", "$x := ", "$x = ", ", ", "$labels ", "$value ", ".", ".Value ", "\"a\" ", "1 ", "-", "(", ")", "|", "eq ", "printf ", "index ", "true ", "/*", "*/", "text", "%", "\\"];
        var random = new Random(7);
        for (var round = 0; round < 50_000; round++)
        {
            var source = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                Assert.NotNull(AlertTemplate.Parse(source).Expand(Data));
            }
            catch (TemplateException failure)
            {
                Assert.NotEmpty(failure.Message);
            }
        }
    }
}
