using System.Text;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Functions;

/// <summary>The functions of Go's template language itself. <c>and</c> and <c>or</c> stand here for their names alone: they look at no more arguments than they need.</summary>
internal static class BuiltinFunctions
{
    private const int Any = int.MaxValue;

    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        TemplateFunction.Given("and", 1, Any),
        TemplateFunction.Given("or", 1, Any),
        TemplateFunction.OfOne("not", static value => !GoValue.IsTrue(value)),
        new("eq", 2, Any, static call => call.Arguments.Skip(1).Any(other => GoComparison.AreEqual(call[0], other))),
        new("ne", 2, 2, static call => !GoComparison.AreEqual(call[0], call[1])),
        Order("lt", static order => order < 0),
        Order("le", static order => order <= 0),
        Order("gt", static order => order > 0),
        Order("ge", static order => order >= 0),
        TemplateFunction.OfOne("len", Length),
        new("index", 1, Any, static call => call.Arguments.Skip(1).Aggregate(call[0], At)),
        new("slice", 1, 4, Slice),
        new("print", 0, Any, static call => Print(call)),
        new("println", 0, Any, static call => Joined(call, static (_, _) => true).Append('\n').ToString()),
        new("printf", 1, Any, static call => GoPrintf.Format(Format(call[0]), [.. call.Arguments.Skip(1)], call.MostText)),
        new("html", 1, Any, static call => call.Html(Escaping.Html(Print(call), call.MostText))),
        new("js", 1, Any, static call => Escaping.JavaScript(Print(call), call.MostText)),
        new("urlquery", 1, Any, static call => Escaping.Query(Print(call))),
    ];

    private static TemplateFunction Order(string name, Func<int?, bool> holds) => new(name, 2, 2, call => holds(GoComparison.Order(call[0], call[1])));

    private static string Format(object? value) => value as string ?? throw new TemplateException($"a format is a text, not {GoValue.Describe(value)}");

    // Texts are counted, and cut, in bytes of UTF-8, as in Go.
    private static object Length(object? value) => value switch
    {
        string text => (long)Encoding.UTF8.GetByteCount(text),
        IReadOnlyList<object?> list => (long)list.Count,
        IReadOnlyDictionary<string, string> labels => (long)labels.Count,
        IReadOnlyDictionary<string, object?> map => (long)map.Count,
        _ => throw new TemplateException($"{GoValue.Describe(value)} has no length"),
    };

    private static object? At(object? value, object? index)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, string> labels:
                return labels.GetValueOrDefault(Key(index), "");
            case IReadOnlyDictionary<string, object?> map:
                return map.GetValueOrDefault(Key(index));
            case IReadOnlyList<object?> list:
                return list[GoValue.Index(index, list.Count - 1, $"the list of {list.Count}")];
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                return (long)bytes[GoValue.Index(index, bytes.Length - 1, $"the text of {bytes.Length}")];
            default:
                throw new TemplateException($"{GoValue.Describe(value)} has no parts to index");
        }
    }

    private static string Key(object? index) => index as string ?? throw new TemplateException($"{GoValue.Describe(index)} is no key; a text is");

    private static object? Slice(TemplateCall call)
    {
        if (call[0] is not string text)
        {
            var list = call.List(0);
            var part = Part(call, list.Count, "the list");
            return new List<object?>(list.Skip(part.Start).Take(part.Length));
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var (start, length) = call.Count < 4 ? Part(call, bytes.Length, "the text") : throw new TemplateException("a text is cut at two places at most");
        return Encoding.UTF8.GetString(bytes, start, length);
    }

    private static (int Start, int Length) Part(TemplateCall call, int length, string whole)
    {
        var most = call.Count > 3 ? GoValue.Index(call[3], length, whole) : length;
        var end = call.Count > 2 ? GoValue.Index(call[2], most, whole) : length;
        var start = call.Count > 1 ? GoValue.Index(call[1], length, whole) : 0;
        return start <= end ? (start, end - start) : throw new TemplateException($"{start} lies behind {end}");
    }

    // Go puts a space between two values of which neither is a text.
    private static string Print(TemplateCall call) =>
        call.Count == 1 ? GoText.Of(call[0], call.MostText) : Joined(call, static (one, other) => one is not string && other is not string).ToString();

    private static BoundedText Joined(TemplateCall call, Func<object?, object?, bool> areSpaced)
    {
        var text = new BoundedText(call.MostText);
        for (var i = 0; i < call.Count; i++)
        {
            if (i > 0 && areSpaced(call[i - 1], call[i]))
            {
                text.Append(' ');
            }

            if (call[i] is null)
            {
                text.Append("<nil>");
            }
            else
            {
                GoText.Write(call[i], text);
            }
        }

        return text;
    }
}
