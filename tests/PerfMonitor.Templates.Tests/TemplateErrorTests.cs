namespace PerfMonitor.Templates.Tests;

/// <summary>What is known to be wrong before there are data.</summary>
public sealed class TemplateErrorTests
{
    [Theory]
    [InlineData("{{ if $value }}x", "t:1:17: '{{ end }}' of 'if' is missing")]
    [InlineData("{{ if $value }}x{{ else }}y{{ else }}z{{ end }}", "t:1:31: a second 'else'")]
    [InlineData("{{ define \"x\" }}{{ else }}{{ end }}", "t:1:20: 'else' does not belong to 'define'")]
    [InlineData("a{{ end }}", "t:1:5: 'end' has no beginning")]
    [InlineData("{{ if true }}{{ define \"x\" }}{{ end }}{{ end }}", "t:1:17: 'define' stands inside another block; it belongs outside of all")]
    [InlineData("{{ define \"x\" }}{{ end }}{{ define \"x\" }}{{ end }}", "t:1:29: the template 'x' is defined twice")]
    [InlineData("{{ define x }}", "t:1:11: 'define' is followed by a name in quotes")]
    [InlineData("\n{{ template \"gone\" . }}", "t:2:4: the template 'gone' is not defined")]
    [InlineData("{{ break }}", "t:1:4: 'break' stands outside of a 'range'")]
    [InlineData("{{ range $labels }}{{ end }}{{ continue }}", "t:1:32: 'continue' stands outside of a 'range'")]
    [InlineData("{{ range $labels }}{{ block \"b\" . }}{{ break }}{{ end }}{{ end }}", "t:1:40: 'break' stands outside of a 'range'")]
    [InlineData("{{ $x = 1 }}", "t:1:4: '$x' is not declared; ':=' does that")]
    [InlineData("{{ $a, $b := 1 }}", "t:1:4: only 'range' sets two variables")]
    [InlineData("{{ if $a, $b := 1 }}{{ end }}", "t:1:4: 'if' does not set 2 variables")]
    [InlineData("{{ if true }}{{ $x := 1 }}{{ else }}{{ $x }}{{ end }}", "t:1:40: there is no variable '$x' here; there are $, $labels, $externalLabels, $value")]
    [InlineData("{{ range $k, $v := $labels }}{{ else }}{{ $k }}{{ end }}", "t:1:43: there is no variable '$k' here; there are $, $labels, $externalLabels, $value")]
    [InlineData("{{ define \"x\" }}{{ $value }}{{ end }}", "t:1:20: there is no variable '$value' here; there are $")]
    [InlineData("a\nb {{ .Values }}", "t:2:6: there is no field '.Values'; there are .Labels, .ExternalLabels, .ExternalURL, .Value")]
    [InlineData("{{ with $labels }}{{ $.Values }}{{ end }}", "t:1:23: there is no field '.Values'; there are .Labels, .ExternalLabels, .ExternalURL, .Value")]
    [InlineData("{{ $labels. }}", "t:1:12: a field's name is missing behind '.'")]
    [InlineData("{{ $value", "t:1:10: '}}' is missing")]
    [InlineData("{{ (1 }}", "t:1:7: ')' is missing")]
    [InlineData("{{ }}", "t:1:4: a value is missing")]
    [InlineData("{{ 1 | }}", "t:1:8: a function must follow '|'")]
    [InlineData("{{ 1 | 2 }}", "t:1:8: only a function can stand behind '|'")]
    [InlineData("{{ 1 2 }}", "t:1:4: only a function or a method takes arguments")]
    [InlineData("{{ nil }}", "t:1:4: 'nil' alone says nothing")]
    [InlineData("{{ print 1\"a\" }}", "t:1:11: unexpected '\"'")]
    [InlineData("{{ @ }}", "t:1:4: unexpected '@'")]
    [InlineData("{{ \"open }}", "t:1:4: a text that begins with \" is not closed")]
    [InlineData("{{ \"\\y\" }}", "t:1:4: the text \"\\y\" has an escape that Go does not know")]
    [InlineData("{{ 'ab' }}", "t:1:4: 'ab' is not one character")]
    [InlineData("{{ 1x }}", "t:1:4: '1x' is no number")]
    [InlineData("{{ 9223372036854775808 }}", "t:1:4: '9223372036854775808' is no number")]
    [InlineData("{{/* open", "t:1:3: a comment is not closed")]
    [InlineData("{{ humanize }}", "t:1:4: 'humanize' takes 1 value, not 0")]
    [InlineData("{{ 1 | slice 1 2 3 4 }}", "t:1:8: 'slice' takes 1 to 4 values, not 5")]
    [InlineData("{{ call $value }}", "t:1:4: there is no function 'call'; there are and, args, eq, externalURL, first, ge, graphLink, gt, html, humanize, humanize1024, humanizeDuration, humanizePercentage, humanizeTimestamp, index, js, label, le, len, lt, match, ne, not, or, parseDuration, pathPrefix, print, printf, println, query, reReplaceAll, safeHtml, slice, sortByLabel, stripDomain, stripPort, strvalue, tableLink, title, tmpl, toLower, toTime, toUpper, trimSpace, urlquery, value")]
    [InlineData("{{ match \"(\" \"a\" }}", "t:1:4: 'match': error parsing regexp: missing closing ): `(`")]
    public void Names_template_line_column_and_what_is_wrong(string source, string error)
    {
        var parsed = Template.Parse("t", source, Alert.Dialect);

        Assert.Equal(error, parsed.Error?.ToString());
        Assert.Null(parsed.Value);
    }
}
