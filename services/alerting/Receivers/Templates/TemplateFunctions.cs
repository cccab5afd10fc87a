using System.Globalization;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>What templates can do with values.</summary>
internal static class TemplateFunctions
{
    private static readonly Dictionary<string, (int Least, int Most, Func<object?[], object?> Apply)> All = new()
    {
        ["toUpper"] = (1, 1, arguments => Print(arguments[0]).ToUpperInvariant()),
        ["toLower"] = (1, 1, arguments => Print(arguments[0]).ToLowerInvariant()),
        ["title"] = (1, 1, arguments => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Print(arguments[0]))),
        ["trimSpace"] = (1, 1, arguments => Print(arguments[0]).Trim()),
        ["join"] = (2, 2, arguments => string.Join(Print(arguments[0]), List(arguments[1]).Items.Select(Print))),
        ["len"] = (1, 1, arguments => arguments[0] is TemplateList list ? list.Items.Count : (double)Print(arguments[0]).Length),
        ["eq"] = (2, 9, arguments => arguments.Skip(1).Any(other => Same(arguments[0], other))),
        ["ne"] = (2, 2, arguments => !Same(arguments[0], arguments[1])),
        ["gt"] = (2, 2, arguments => Number(arguments[0]) > Number(arguments[1])),
        ["lt"] = (2, 2, arguments => Number(arguments[0]) < Number(arguments[1])),
        ["and"] = (1, 9, arguments => arguments.FirstOrDefault(argument => !IsTrue(argument), arguments[^1])),
        ["or"] = (1, 9, arguments => arguments.FirstOrDefault(IsTrue, arguments[^1])),
        ["not"] = (1, 1, arguments => !IsTrue(arguments[0])),
    };

    public static bool Knows(string name) => All.ContainsKey(name);

    public static string Names => string.Join(", ", All.Keys.Order(StringComparer.Ordinal));

    public static object? Call(string name, object?[] arguments)
    {
        var function = All[name];
        return arguments.Length < function.Least || arguments.Length > function.Most
            ? throw new TemplateException($"'{name}' takes {function.Least}{(function.Most > function.Least ? " or more" : "")} values, not {arguments.Length}")
            : function.Apply(arguments);
    }

    public static bool IsTrue(object? value) => value switch
    {
        null or false or "" or 0d => false,
        TemplateList list => list.Items.Count > 0,
        TemplateFields fields => fields.Values.Count > 0,
        _ => true,
    };

    public static string Print(object? value) => value switch
    {
        null => "",
        string text => text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => throw new TemplateException("a list or a set of fields cannot be written; name a field of it, or go over it with 'range'"),
    };

    private static bool Same(object? one, object? other) => one is double && other is double ? one.Equals(other) : Print(one) == Print(other);

    private static double Number(object? value) => value is double number ? number : throw new TemplateException($"'{Print(value)}' is not a number");

    private static TemplateList List(object? value) => value as TemplateList ?? throw new TemplateException("'join' takes a separator and a list");
}
