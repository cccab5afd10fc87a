namespace PerfMonitor.Templates.Tests;

public sealed class TemplateLimitsTests
{
    private static readonly TemplateInput Many = Alert.Input with { Variables = new Dictionary<string, object?> { ["$labels"] = Enumerable.Range(0, 100).ToDictionary(i => $"l{i}", _ => new string('x', 400)) } };

    [Theory]
    [InlineData("{{ range $labels }}{{ range $labels }}{{ range $labels }}{{ end }}{{ end }}{{ end }}", "filling it in takes more than 20000 steps")]
    [InlineData("{{ range 9223372036854775807 }}{{ end }}", "filling it in takes more than 20000 steps")]
    [InlineData("{{ range $labels }}{{ . }}{{ end }}", "the text would have more than 32768 characters")]
    [InlineData("{{ $x := \"xx\" }}{{ range $labels }}{{ $x = print $x $x }}{{ end }}", "'print': the text would have more than 32768 characters")]
    [InlineData("{{ $x := args 1 }}{{ range $labels }}{{ $x = args $x $x }}{{ end }}{{ $x }}", "the text would have more than 32768 characters")]
    [InlineData("{{ $x := printf \"%1000s\" \"\" }}{{ $x = reReplaceAll \"\" $x $x }}", "'reReplaceAll': the text would have more than 32768 characters")]
    [InlineData("{{ printf \"%2000d\" 1 }}", "'printf': widths and precisions go up to 1000")]
    [InlineData("{{ define \"x\" }}{{ template \"x\" }}{{ end }}{{ template \"x\" }}", "it goes more than 200 levels deep")]
    [InlineData("{{ define \"x\" }}{{ tmpl \"x\" . }}{{ end }}{{ tmpl \"x\" . }}", "it goes more than 200 levels deep")]
    [InlineData("{{ define \"x\" }}{{ template \"x\" }}{{ template \"x\" }}{{ end }}{{ if false }}{{ template \"x\" }}{{ end }}{{ range 300 }}{{ range 300 }}{{ end }}{{ end }}", "filling it in takes more than 20000 steps")]
    public void Work_length_and_depth_end_with_an_error(string source, string error)
    {
        var parsed = Template.Parse("t", source, Alert.Dialect);

        Assert.Null(parsed.Error);
        Assert.Equal((null, error), (parsed.Value!.Fill(Many, cancellationToken: TestContext.Current.CancellationToken) is var result ? result.Text : null, result.Error?.Message));
    }

    [Theory]
    [InlineData("{{ if true }}", "{{ end }}")]
    [InlineData("{{ with 1 }}{{ else }}", "{{ end }}")]
    [InlineData("{{ with 0 }}", "{{ else if 1 }}")]
    [InlineData("{{ block \"b\" . }}", "{{ end }}")]
    public void Blocks_in_blocks_are_counted(string open, string close) => Assert.Equal(
        "blocks and parentheses stand in each other more than 60 deep",
        Template.Parse("t", string.Concat(Enumerable.Repeat(open, 5_000)) + string.Concat(Enumerable.Repeat(close, 5_000)), Alert.Dialect).Error?.Message);

    [Fact]
    public void Parentheses_in_parentheses_are_counted() => Assert.Equal(
        new TemplateError("t", 1, 64, "blocks and parentheses stand in each other more than 60 deep"),
        Template.Parse("t", "{{ " + new string('(', 10_000), Alert.Dialect).Error);

    [Fact]
    public void A_source_is_bounded() => Assert.Equal(
        new TemplateError("t", 1, 1, "it has 262145 characters; 262144 is the most"), Template.Parse("t", new string('x', 262_145), Alert.Dialect).Error);

    [Fact]
    public void Time_is_bounded_by_whoever_fills_in() => Assert.Equal(
        new TemplateError("t", 1, 1, "filling it in takes too long"), Template.Parse("t", "x", Alert.Dialect).Value!.Fill(Alert.Input, cancellationToken: new CancellationToken(true)).Error);
}
