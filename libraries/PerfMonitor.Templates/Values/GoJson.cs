using System.Globalization;
using System.Text.Json;

namespace PerfMonitor.Templates.Values;

/// <summary>Values as JSON, as Go's <c>toJson</c> of Alertmanager writes them: maps by key, fields by their names in small letters.</summary>
internal static class GoJson
{
    /// <exception cref="TemplateException">The text is longer than it may be, or a number has no form in JSON.</exception>
    public static string Of(object? value, int most)
    {
        var text = new BoundedText(most);
        Write(value, text);
        return text.ToString();
    }

    private static void Write(object? value, BoundedText text)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case double number when !double.IsFinite(number):
                throw new TemplateException($"{GoText.Of(number, int.MaxValue)} cannot be written as JSON");
            case bool or long or double:
                text.Append(GoText.Of(value, int.MaxValue));
                break;
            case TimeSpan span:
                text.Append((span.Ticks * 100m).ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                text.Append(JsonSerializer.Serialize(GoTime.Format("2006-01-02T15:04:05.999999999Z07:00", time)));
                break;
            case string words:
                text.Append(JsonSerializer.Serialize(words));
                break;
            case IReadOnlyList<object?> list:
                Enclosed('[', list, static (item, text) => Write(item, text), ']', text);
                break;
            case IReadOnlyDictionary<string, string> labels:
                Members(labels.OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => (label.Key, (object?)label.Value)), text);
                break;
            case IReadOnlyDictionary<string, object?> map:
                Members(map.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(static entry => (entry.Key, entry.Value)), text);
                break;
            case TemplateRecord record:
                Members(record.Fields.Select(static field => (char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field.Value)), text);
                break;
            default:
                throw new InvalidOperationException($"A {value.GetType()} is no value of a template.");
        }
    }

    private static void Members(IEnumerable<(string Name, object? Value)> members, BoundedText text) => Enclosed(
        '{',
        members,
        static (member, text) =>
        {
            text.Append(JsonSerializer.Serialize(member.Name)).Append(':');
            Write(member.Value, text);
        },
        '}',
        text);

    private static void Enclosed<T>(char open, IEnumerable<T> items, Action<T, BoundedText> write, char close, BoundedText text)
    {
        text.Append(open);
        foreach (var (index, item) in items.Index())
        {
            text.Append(index > 0 ? "," : "");
            write(item, text);
        }

        text.Append(close);
    }
}
