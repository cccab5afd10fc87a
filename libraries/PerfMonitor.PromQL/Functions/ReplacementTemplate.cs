using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Go's regexp templates: <c>$1</c>, <c>${1}x</c>, <c>$name</c>, <c>$$</c>. A name takes all the letters, digits and underscores it can.</summary>
internal static class ReplacementTemplate
{
    public static string Expand(string template, Match match)
    {
        var output = new StringBuilder();
        int at = 0;
        while (at < template.Length)
        {
            int dollar = template.IndexOf('$', at);
            output.Append(template, at, (dollar < 0 ? template.Length : dollar) - at);
            if (dollar < 0) break;
            at = dollar + 1;
            if (at < template.Length && template[at] == '$')
            {
                output.Append('$');
                at++;
                continue;
            }

            (string? name, int length) = Name(template.AsSpan(at));
            if (name is null) output.Append('$');
            else output.Append(Group(match, name));
            at += length;
        }

        return output.ToString();
    }

    private static (string? Name, int Length) Name(ReadOnlySpan<char> text)
    {
        bool braced = text.StartsWith("{");
        var rest = braced ? text[1..] : text;
        int length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_')) length++;
        if (length == 0 || (braced && (length == rest.Length || rest[length] != '}'))) return (null, 0);
        return (rest[..length].ToString(), braced ? length + 2 : length);
    }

    private static string Group(Match match, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? match.Groups[index].Value : match.Groups[RegexCaptures.NameOf(name)].Value;
}
