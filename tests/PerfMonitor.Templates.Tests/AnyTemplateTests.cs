using FsCheck;
using FsCheck.Fluent;

namespace PerfMonitor.Templates.Tests;

/// <summary>Whatever is given as a template, it comes to a text or to an error with a place in it, and to nothing else.</summary>
public sealed class AnyTemplateTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(30_000);

    private static readonly string[] Pieces =
    [
        "{{", "}}", " -}}", "{{- ", "{{ ", " }}", "{{ end }}", "{{ else }}", "if ", "else ", "end ", "with ", "range ", "define \"d\" ", "template \"d\" ", "block \"e\" . ", "break ", "continue ",
        "$", "$x ", "$x := ", "$x = ", "$i, $x := ", ", ", ".", ".Status ", ".Alerts ", ".CommonLabels ", ".StartsAt", ".Format \"15:04\" ", ".Remove ", ".SortedPairs ", ".Firing ", "\"a\" ", "\"%*[2]d%q%x\" ", "`(` ", "'c' ", "nil ", "true ",
        "0 ", "1 ", "-7 ", "1.5 ", "1e300 ", "99999999999 ", "-", "(", ") ", "| ", "eq ", "lt ", "and ", "or ", "not ", "len ", "index ", "slice ", "print ", "printf ", "println ", "html ", "js ", "urlquery ",
        "toUpper ", "title ", "join ", "match ", "reReplaceAll ", "stringSlice ", "date ", "tz \"Europe/Berlin\" ", "since ", "humanizeDuration ", "toJson ", "urlUnescape ", "/*", "*/", "\n", "text", "%", "\\", "\0", "\uD800", "é",
    ];

    // Sources that are mostly right reach further than those that are mostly wrong.
    private static readonly string[] Actions =
    [
        "{{ . }}", "{{ range .Alerts }}{{ .Labels.Names }}{{ end }}", "{{ with .CommonLabels }}{{ .SortedPairs.Values | join \",\" }}{{ end }}", "{{ (index .Alerts 0).StartsAt.Format \"Jan\" }}", "{{ .Alerts | toJson }}", "{{ $x := .Status }}", "{{ define \"d\" }}{{ . }}{{ end }}",
    ];

    [Fact]
    public void Comes_to_a_text_or_an_error() => Prop.ForAll(Sources(), source =>
    {
        var (template, error) = Template.Parse("t", source, Message.Dialect);
        error ??= template!.Fill(Message.Input, new TemplateLimits(Text: 2_000, Steps: 500, Depth: 40)) is var result && result.IsFilled == result.Error is null ? result.Error : throw new InvalidOperationException("neither text nor error");
        return error is null || (error.Line >= 1 && error.Line <= source.Count(one => one == '\n') + 1 && error.Column >= 1 && error.Message.Length > 0);
    }).Check(Config);

    private static Arbitrary<string> Sources()
    {
        var piece = Gen.Frequency((6, Gen.Elements(Pieces)), (2, Gen.Elements(Actions)), (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")));
        return piece.ListOf().Select(string.Concat).ToArbitrary();
    }
}
