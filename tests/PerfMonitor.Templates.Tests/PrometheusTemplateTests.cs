namespace PerfMonitor.Templates.Tests;

/// <summary>What Prometheus' rule files ask of templates.</summary>
public sealed class PrometheusTemplateTests
{
    [Theory]
    [InlineData("{{ $value }} {{ .Value }} {{ $labels.instance }}/{{ .Labels.device }} [{{ $labels.absent }}]", "0.9345 0.9345 web-1/sda []")]
    [InlineData("{{ $externalLabels.cluster }} {{ .ExternalLabels.cluster }} {{ externalURL }} {{ .ExternalURL }} {{ pathPrefix }} {{ graphLink \"up\" }}", "eu eu https://perf.example/x https://perf.example/x /x /graph?up")]
    [InlineData("{{ $value | humanizePercentage }} {{ humanize $value }} {{ humanize1024 2048.0 }} {{ humanizeDuration \"95\" }}", "93.45% 934.5m 2ki 1m 35s")]
    [InlineData("{{ humanizeTimestamp 1435065584.128 }} {{ (1435065584.128 | toTime).Year }} {{ parseDuration \"1h30m\" }}", "2015-06-23 13:19:44.128 +0000 UTC 2015 5400")]
    [InlineData("{{ printf \"%.1f of %s\" $value $labels.device }} {{ printf \"%d\" 3.7 }}", "0.9 of sda 3")]
    [InlineData("{{ with query \"up\" }}{{ . | first | value }} {{ (first .).Value }} {{ . | first | label \"instance\" }} {{ . | first | strvalue }}{{ end }}", "11 11 b10 text")]
    [InlineData("{{ range query \"up\" | sortByLabel \"instance\" }}{{ .Labels.instance }}={{ .Value }} {{ end }}", "b9=21 b10=11 ")]
    [InlineData("{{ range query \"none\" }}x{{ else }}nobody{{ end }}", "nobody")]
    [InlineData("{{ define \"row\" }}{{ .arg0 }}:{{ .arg1 }}{{ .arg2 }}{{ end }}{{ template \"row\" (args 1 \"b\") }} {{ tmpl \"row\" (args 2 3) | toUpper }}", "1:b<no value> 2:3<NO VALUE>")]
    [InlineData("{{ stripPort \"web.example.com:9100\" }} {{ stripDomain \"web.example.com:9100\" }} {{ stripDomain \"10.0.0.1:9100\" }} {{ stripPort \"[::1]:9100\" }}", "web.example.com web:9100 10.0.0.1:9100 ::1")]
    [InlineData("{{ title \"aa bB-cc\" }} {{ match \"^web\" $labels.instance }} {{ reReplaceAll \"-.*\" \"\" $labels.instance }}", "Aa BB-Cc true web")]
    [InlineData("{{ if gt $value 0.9 }}high{{ else }}low{{ end }} {{ eq 1 1.0 }} {{ lt $value 1 }} {{ gt $value 1 }}", "high true true false")]
    [InlineData("{{ range 3 }}{{ . }}{{ end }}{{ range $i := 2 }}{{ $i }}{{ end }}{{ with 0 }}{{ else with 5 }}{{ . }}{{ end }}", "012015")]
    public void Fills_in(string source, string text) => Assert.Equal(new TemplateResult(text, null), Fill(source));

    [Theory]
    [InlineData(double.NaN, "NaN NaN NaN% NaN")]
    [InlineData(double.PositiveInfinity, "+Inf +Inf +Inf% +Inf")]
    [InlineData(0, "0 0s 0% 0")]
    public void Says_values_that_are_no_usual_number(double value, string text) =>
        Assert.Equal(new TemplateResult(text, null), Template.Parse("t", "{{ $value | humanize }} {{ $value | humanizeDuration }} {{ $value | humanizePercentage }} {{ $value }}", Alert.Dialect).Value!
            .Fill(Alert.Of(value), cancellationToken: TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("{{ $labels.instance | humanize }}", "t:1:23: 'humanize': 'web-1' is no number")]
    [InlineData("a\n  {{ query \"down\" }}", "t:2:6: 'query': no such query: down")]
    [InlineData("{{ query \"none\" | first }}", "t:1:19: 'first': the query has no result to take the first of")]
    [InlineData("{{ toTime 1e300 }}", "t:1:4: 'toTime': 1e+300 is no time in seconds since 1970")]
    [InlineData("{{ tableLink \"up\" }}", "t:1:4: 'tableLink': it cannot be answered here")]
    [InlineData("{{ tmpl \"gone\" . }}", "t:1:4: the template 'gone' is not defined")]
    [InlineData("{{ $value.x }}", "t:1:10: '.x' is asked of 0.9345, which has no such field")]
    [InlineData("{{ with $labels }}{{ .device.x }}{{ end }}", "t:1:29: '.x' is asked of 'sda', which has no such field")]
    [InlineData("{{ (args 1).arg9.x }}", "t:1:17: '.x' is asked of nothing (nil)")]
    [InlineData("{{ range $value }}{{ end }}", "t:1:4: 'range' goes over lists and labels, such as .Alerts or $labels, not over 0.9345")]
    [InlineData("{{ gt $value \"1\" }}", "t:1:4: 'gt': two numbers or two texts compare, not 0.9345 with '1'")]
    [InlineData("{{ index $labels 1 }}", "t:1:4: 'index': 1 is no key; a text is")]
    [InlineData("{{ index \"ab\" 2 }}", "t:1:4: 'index': 2 is out of range: the text of 2 has 1")]
    [InlineData("{{ slice \"ab\" 2 1 }}", "t:1:4: 'slice': 2 lies behind 1")]
    [InlineData("{{ $labels.device 1 }}", "t:1:11: '.device' is a field and takes no arguments")]
    [InlineData("{{ $p := \"(\" }}{{ match $p \"a\" }}", "t:1:19: 'match': error parsing regexp: missing closing ): `(`")]
    [InlineData("{{ define \"x\" }}\n{{ .a.b }}{{ end }}{{ template \"x\" (args 1) }}", "t:2:6: '.b' is asked of nothing (nil)")]
    public void Says_what_cannot_be_filled_in_and_where(string source, string error) => Assert.Equal(error, Fill(source).Error?.ToString());

    private static TemplateResult Fill(string source)
    {
        var parsed = Template.Parse("t", source, Alert.Dialect);
        Assert.Null(parsed.Error);
        return parsed.Value!.Fill(Alert.Input, cancellationToken: TestContext.Current.CancellationToken);
    }
}
