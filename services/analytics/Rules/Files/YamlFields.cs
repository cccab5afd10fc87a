using System.Globalization;
using PerfMonitor.Analytics.Api;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;
using YamlDotNet.RepresentationModel;

namespace PerfMonitor.Analytics.Rules;

/// <summary>The fields of one mapping in a rule file. What is wrong is added to the file's errors with its line, and reading goes on.</summary>
internal sealed class YamlFields
{
    // So that no sum of a few durations and a moment leaves what a moment can be.
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(10 * 365);

    private readonly Dictionary<string, YamlNode> _fields = [];
    private readonly string _what;
    private readonly string _file;
    private readonly string _path;
    private readonly YamlNode _node;
    private readonly List<RuleFileError> _errors;

    /// <param name="what">What the mapping describes, for messages: "a rule".</param>
    /// <param name="file">The file's name.</param>
    /// <param name="path">Where in the file the mapping is; empty at the top.</param>
    /// <param name="node">The mapping.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="known">The fields there may be.</param>
    public YamlFields(string what, string file, string path, YamlNode node, List<RuleFileError> errors, params ReadOnlySpan<string> known)
    {
        (_what, _file, _path, _node, _errors) = (what, file, path, node, errors);
        if (node is not YamlMappingNode mapping)
        {
            Fail(node, $"{what} must be a mapping of fields, not {Describe(node)}");
            return;
        }

        foreach (var (key, value) in mapping.Entries())
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(name))
            {
                Fail(key, Below(name), $"unknown field '{name}' in {what}; {Hint(name, known)}");
            }
            else if (!_fields.TryAdd(name, value))
            {
                Fail(key, Below(name), $"{what} has the field '{name}' twice");
            }
        }
    }

    public int Line => (int)_node.Start.Line;

    /// <summary>The whole mapping as JSON; null where the file has an error, as only of known fields it is known how large they are.</summary>
    public string? ToJson() => _errors.Count == 0 ? YamlJson.Of(_node)!.ToJsonString() : null;

    public bool Has(string name) => _fields.ContainsKey(name);

    public YamlNode? Node(string name) => _fields.GetValueOrDefault(name);

    /// <summary>A text that must be there.</summary>
    public string Required(string name)
    {
        if (Text(name) is { Length: > 0 } text)
        {
            return text;
        }

        Fail(Node(name) ?? _node, Below(name), $"{_what} needs the field '{name}'");
        return "";
    }

    public string? Text(string name)
    {
        if (!_fields.TryGetValue(name, out var node))
        {
            return null;
        }

        if (node is YamlScalarNode scalar)
        {
            return scalar.Value ?? "";
        }

        Fail(node, $"'{name}' must be a text, not {Describe(node)}");
        return null;
    }

    public TimeSpan? Duration(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!DurationText.TryParse(text, out var milliseconds))
        {
            Fail(_fields[name], $"'{name}' must be a duration like 30s, 5m, 1h30m or 2d, not '{text}'");
            return null;
        }

        if (milliseconds > LongestDuration.TotalMilliseconds)
        {
            Fail(_fields[name], $"'{name}' is '{text}'; the longest is 10y");
            return null;
        }

        return TimeSpan.FromMilliseconds(milliseconds);
    }

    public int Number(string name)
    {
        if (Text(name) is not { } text)
        {
            return 0;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fail(_fields[name], $"'{name}' must be a whole number, not '{text}'");
        return 0;
    }

    /// <summary>A PromQL expression; null where the field is absent or wrong.</summary>
    public RuleExpression? Expression(string name) => Text(name) is { } text ? Expression(name, text) : null;

    /// <summary>What was made of a field's text, as a PromQL expression; null where it is wrong.</summary>
    public RuleExpression? Expression(string name, string text) => Expression(name, () => RuleExpression.Parse(text));

    /// <summary>An expression that is made for a field, whether the file has that or leaves it out; null where there is none, or it is wrong.</summary>
    public RuleExpression? Expression(string name, Func<RuleExpression?> make)
    {
        try
        {
            return make();
        }
        catch (PromQueryException broken)
        {
            Fail(Node(name) ?? _node, $"'{name}': {broken.Message}");
            return null;
        }
    }

    /// <summary>A text that was made for a field, whether the file has that or leaves it out; null where it is no template.</summary>
    public TemplatedText? Template(string field, string what, string name, string text) => Template(Node(field) ?? _node, what, name, text);

    /// <summary>A text with placeholders that stands at a node; null where it is no template.</summary>
    public TemplatedText? Template(YamlNode at, string what, string name, string text)
    {
        var parsed = AlertTemplate.Parse($"{what} '{name}'", text);
        if (parsed.IsRead)
        {
            return new TemplatedText(name, parsed.Value);
        }

        Fail(at, parsed.Error.ToString());
        return null;
    }

    /// <summary>A number with or without a fraction; null where the field is absent or wrong.</summary>
    public double? Real(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        Fail(_fields[name], $"'{name}' must be a number, not '{text}'");
        return null;
    }

    /// <summary>One of a few words, the first where the field is absent; null where it is another.</summary>
    public string? Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text)
        {
            return Has(name) ? null : words[0];
        }

        if (words.Contains(text))
        {
            return text;
        }

        Fail(_fields[name], $"'{name}' must be {string.Join(" or ", words.ToArray())}, not '{text}'");
        return null;
    }

    /// <summary>Takes over what a check by field has found; whether that was nothing.</summary>
    public bool Take(FieldErrors found)
    {
        foreach (var (field, messages) in found.All)
        {
            Fail(Node(field) ?? _node, Below(field), $"{_what}, '{field}': {string.Join(' ', messages)}");
        }

        return !found.Any;
    }

    /// <summary>The fields of a mapping below; null where the field is absent.</summary>
    public YamlFields? Child(string name, params ReadOnlySpan<string> known) =>
        Node(name) is { } node ? new YamlFields($"'{name}'", _file, Below(name), node, _errors, known) : null;

    /// <summary>The elements of a list; none where the field is absent or empty.</summary>
    public IReadOnlyList<YamlNode> List(string name)
    {
        switch (Node(name))
        {
            case null:
            case YamlScalarNode { Value: null or "" }:
                return [];
            case YamlSequenceNode sequence:
                return [.. sequence.Children];
            case var node:
                Fail(node, $"'{name}' must be a list, not {Describe(node)}");
                return [];
        }
    }

    /// <summary>A mapping of names to texts, in the file's order.</summary>
    public IReadOnlyList<(string Name, string Value, YamlNode Node)> Texts(string name)
    {
        switch (Node(name))
        {
            case null:
            case YamlScalarNode { Value: null or "" }:
                return [];
            case YamlMappingNode mapping:
                return Distinct(name, [.. mapping.Entries().Select(pair => (Scalar(pair.Key), Scalar(pair.Value), pair.Value))]);
            case var node:
                Fail(node, $"'{name}' must be a mapping of names to texts, not {Describe(node)}");
                return [];
        }
    }

    // To YAML keys differ that have different tags.
    private List<(string Name, string Value, YamlNode Node)> Distinct(string field, List<(string Name, string Value, YamlNode Node)> texts)
    {
        foreach (var repeated in texts.GroupBy(static text => text.Name).SelectMany(static same => same.Skip(1)))
        {
            Fail(repeated.Node, $"'{field}' has '{repeated.Name}' twice");
        }

        return texts;
    }

    /// <summary>Says what is wrong with the mapping as a whole.</summary>
    public void Fail(string message) => Fail(_node, message);

    public void Fail(YamlNode at, string message) => Fail(at, PathOf(at), message);

    private void Fail(YamlNode at, string path, string message) => _errors.Add(new RuleFileError(_file, (int)at.Start.Line, (int)at.Start.Column, message) { Path = path });

    private string Below(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    /// <summary>The field whose value a node is; of one that maps names to values, such as <c>labels</c>, the entry.</summary>
    private string PathOf(YamlNode at)
    {
        foreach (var (name, value) in _fields)
        {
            if (ReferenceEquals(value, at))
            {
                return Below(name);
            }

            if ((value as YamlMappingNode)?.Entries().FirstOrDefault(entry => ReferenceEquals(entry.Value, at)).Key is YamlScalarNode key)
            {
                return $"{Below(name)}.{key.Value}";
            }
        }

        return _path;
    }

    private string Scalar(YamlNode node)
    {
        if (node is YamlScalarNode scalar)
        {
            return scalar.Value ?? "";
        }

        Fail(node, $"expected a text, not {Describe(node)}");
        return "";
    }

    private static string Describe(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode scalar => $"the text '{scalar.Value}'",
        _ => "this",
    };

    private static string Hint(string name, ReadOnlySpan<string> known)
    {
        foreach (var candidate in known)
        {
            if (EditDistance(name, candidate) <= 2)
            {
                return $"did you mean '{candidate}'?";
            }
        }

        return $"there are: {string.Join(", ", known)}";
    }

    /// <summary>Levenshtein's distance, two rows at a time.</summary>
    private static int EditDistance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        foreach (var (i, left) in a.Index())
        {
            var current = new int[b.Length + 1];
            current[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
            {
                current[j + 1] = Math.Min(Math.Min(current[j], previous[j + 1]) + 1, previous[j] + (left == b[j] ? 0 : 1));
            }

            previous = current;
        }

        return previous[^1];
    }
}
