namespace PerfMonitor.Templates.Tests;

public sealed class HtmlTemplateTests
{
    [Theory]
    [InlineData("<b>{{ .CommonLabels.x }}</b>", "<b>&lt;i&gt; &amp; &#34;q&#34;</b>")]
    [InlineData("<b>{{ .CommonLabels.x | safeHtml }}</b>", "<b><i> & \"q\"</b>")]
    [InlineData("<b>{{ .CommonLabels.x | html }}</b>", "<b>&lt;i&gt; &amp; &#34;q&#34;</b>")]
    [InlineData("{{ .CommonLabels.x | safeHtml | toUpper }}", "&lt;I&gt; &amp; &#34;Q&#34;")]
    [InlineData("{{ if .CommonLabels.none | safeHtml }}there{{ else }}<br>{{ end }}", "<br>")]
    [InlineData("{{ define \"x\" }}<p>{{ . }}</p>{{ end }}{{ template \"x\" \"a<b\" }}", "<p>a&lt;b</p>")]
    [InlineData("{{ len .CommonLabels }} {{ printf \"%s\" (safeHtml \"<b>\") }}", "4 &lt;b&gt;")]
    [InlineData("<a HREF=\"{{ .CommonLabels.web }}\">", "<a HREF=\"https://x/?a=1&amp;b=2\">")]
    [InlineData("<a href='{{ .CommonLabels.script }}'>{{ .CommonLabels.script }}</a>", "<a href='#'>JavaScript:alert(1)</a>")]
    [InlineData("<img src=\"{{ .CommonLabels.relative }}\">", "<img src=\"/chart?x=a:b\">")]
    public void Shows_values_as_text_whatever_is_in_them(string source, string html)
    {
        var labels = new Dictionary<string, string> { ["x"] = "<i> & \"q\"", ["web"] = "https://x/?a=1&b=2", ["script"] = "JavaScript:alert(1)", ["relative"] = "/chart?x=a:b" };
        var input = new TemplateInput(new TemplateRecord(("CommonLabels", labels)), Message.Input.Now) { IsHtml = true };

        Assert.Equal(new TemplateResult(html, null), Template.Parse("t", source, Message.Dialect).Value!.Fill(input, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Leaves_a_plain_text_as_it_is() => Assert.Equal(
        new TemplateResult("CPU <high> & hot <b>", null),
        Template.Parse("t", "{{ (index .Alerts 0).Annotations.summary }} {{ safeHtml \"<b>\" }}", Message.Dialect).Value!.Fill(Message.Input, cancellationToken: TestContext.Current.CancellationToken));
}
