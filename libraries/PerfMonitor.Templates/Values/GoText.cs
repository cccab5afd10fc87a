using System.Globalization;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Templates.Values;

/// <summary>Values as a placeholder shows them, which is <c>%v</c> of Go's fmt package.</summary>
internal static class GoText
{
    /// <exception cref="TemplateException">The text is longer than it may be.</exception>
    public static string Of(object? value, int most)
    {
        if (value is string text)
        {
            return text;
        }

        var whole = new BoundedText(most);
        Write(value, whole);
        return whole.ToString();
    }

    /// <summary>Adds the text of a value to another.</summary>
    public static void Write(object? value, BoundedText text)
    {
        switch (value)
        {
            case null:
                text.Append("<no value>");
                break;
            case string one:
                text.Append(one);
                break;
            case HtmlText html:
                text.Append(html.Text);
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case long whole:
                text.Append(whole.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                text.Append(NumberText.General(number));
                break;
            case DateTimeOffset time:
                text.Append(GoTime.Text(time));
                break;
            case TimeSpan span:
                text.Append(GoDuration.Text(span));
                break;
            case IReadOnlyDictionary<string, string> labels:
                Map(labels.Select(static label => KeyValuePair.Create(label.Key, (object?)label.Value)), text);
                break;
            case IReadOnlyDictionary<string, object?> map:
                Map(map, text);
                break;
            case IReadOnlyList<object?> list:
                Row('[', list, ']', text);
                break;
            case TemplateRecord record:
                Row('{', record.Fields.Select(static field => field.Value), '}', text);
                break;
            default:
                throw new InvalidOperationException($"A {value.GetType()} is no value of a template.");
        }
    }

    private static void Map(IEnumerable<KeyValuePair<string, object?>> entries, BoundedText text)
    {
        text.Append("map[");
        foreach (var (index, (key, value)) in entries.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Index())
        {
            text.Append(index > 0 ? " " : "").Append(key).Append(':');
            Inner(value, text);
        }

        text.Append(']');
    }

    private static void Row(char open, IEnumerable<object?> items, char close, BoundedText text)
    {
        text.Append(open);
        foreach (var (index, item) in items.Index())
        {
            text.Append(index > 0 ? " " : "");
            Inner(item, text);
        }

        text.Append(close);
    }

    // Only a placeholder's own nothing is "no value".
    private static void Inner(object? value, BoundedText text)
    {
        if (value is null)
        {
            text.Append("<nil>");
        }
        else
        {
            Write(value, text);
        }
    }
}
