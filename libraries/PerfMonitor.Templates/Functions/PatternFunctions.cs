using System.Text.RegularExpressions;
using PerfMonitor.PromQL;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Functions;

/// <summary><c>match</c> and <c>reReplaceAll</c>, in RE2's syntax and in linear time. A pattern that stands in the template is read with it.</summary>
internal static class PatternFunctions
{
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        Of("match", 2, static (pattern, call) => pattern.IsMatch(call.Text(1))),
        Of("reReplaceAll", 3, static (pattern, call) => Replace(pattern, call.Text(1), call.Text(2), call.MostText)),
    ];

    private static TemplateFunction Of(string name, int arguments, Func<Regex, TemplateCall, object?> apply) =>
        new(name, arguments, arguments, call => apply(Compile(call.Text(0)), call))
        {
            Prepare = pattern =>
            {
                var compiled = Compile(pattern);
                return call => apply(compiled, call);
            },
        };

    private static Regex Compile(string pattern)
    {
        try
        {
            return Re2.CompileSearch(pattern);
        }
        catch (ArgumentException broken)
        {
            throw new TemplateException(broken.Message.Split(" (Parameter")[0]);
        }
    }

    private static string Replace(Regex pattern, string replacement, string text, int most)
    {
        var (replaced, end) = (new BoundedText(most), -1);
        for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
        {
            // Unlike .NET, Go knows no empty match right behind another.
            if (match.Length == 0 && match.Index == end)
            {
                continue;
            }

            replaced.Append(text.AsSpan(Math.Max(end, 0), match.Index - Math.Max(end, 0))).Append(Re2.Expand(replacement, match));
            end = match.Index + match.Length;
        }

        return replaced.Append(text.AsSpan(Math.Max(end, 0))).ToString();
    }
}
