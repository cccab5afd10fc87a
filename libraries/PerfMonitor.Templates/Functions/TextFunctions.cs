using System.Text;

namespace PerfMonitor.Templates.Functions;

/// <summary>Functions on texts that the templates of Prometheus and of Alertmanager share.</summary>
internal static class TextFunctions
{
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        Of("toUpper", static text => text.ToUpperInvariant()),
        Of("toLower", static text => text.ToLowerInvariant()),
        Of("trimSpace", static text => text.Trim()),

        new("safeHtml", 1, 1, static call => call.Html(call.Text(0))),
        .. PatternFunctions.All,
    ];

    public static TemplateFunction Of(string name, Func<string, string> apply) => new(name, 1, 1, call => apply(call.Text(0)));

    /// <summary>The first letter of each word large; the rest as it is (strings.Title of Go). Words end at what is no letter, digit or underscore, beyond ASCII at white space.</summary>
    public static string Title(string text)
    {
        var titled = new StringBuilder(text.Length);
        var isBetween = true;
        foreach (var rune in text.EnumerateRunes())
        {
            titled.Append(isBetween ? Rune.ToUpperInvariant(rune) : rune);
            isBetween = rune.IsAscii ? !Rune.IsLetterOrDigit(rune) && rune.Value != '_' : !Rune.IsLetterOrDigit(rune) && Rune.IsWhiteSpace(rune);
        }

        return titled.ToString();
    }
}
