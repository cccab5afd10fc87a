using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>
/// A mapping in the file. Fields are asked for one by one; <see cref="RefuseRest"/> then reports those nobody asked for, so that nothing in the file is
/// passed over in silence.
/// </summary>
internal sealed class YamlSection
{
    private const string Merge = "<<";

    private readonly Dictionary<string, YamlNode> _fields = [];

    // Where a field begins is where its name stands; its value may be lines below.
    private readonly Dictionary<string, YamlNode> _names = [];
    private readonly HashSet<string> _asked = [];
    private readonly string _path;
    private readonly Findings _findings;

    public YamlSection(YamlNode node, string path, Findings findings)
    {
        (_path, _findings, Node) = (path, findings, node);
        if (node is YamlMappingNode mapping)
        {
            Take(mapping);
        }
        else if (!IsNothing(node))
        {
            findings.Refuse(node, path, "must be a mapping of fields");
        }
    }

    public YamlNode Node { get; }

    /// <summary>What its fields are called, as they stand there.</summary>
    public IEnumerable<string> Names => _names.Keys;

    public bool Has(string name)
    {
        _asked.Add(name);
        return _fields.TryGetValue(name, out var node) && !IsNothing(node);
    }

    public string? Text(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        if (_fields[name] is YamlScalarNode { Value: { } value })
        {
            return value;
        }

        Refuse(name, "must be a text");
        return null;
    }

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" or "True" or "yes" => true,
        "false" or "False" or "no" => false,
        var other => Wrong<bool>(name, $"'{other}' is neither true nor false"),
    };

    public int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : Wrong<int>(name, $"'{text}' is not a whole number");

    public TimeSpan? Duration(string name) => Text(name) is not { } text ? null : DurationText.Read(text) ?? Wrong<TimeSpan>(name, $"'{text}' is not a duration such as 30s, 5m or 1h30m");

    /// <summary>The elements of a list, each with its path.</summary>
    public IReadOnlyList<(YamlNode Node, string Path)> Items(string name)
    {
        if (!Has(name))
        {
            return [];
        }

        if (_fields[name] is YamlSequenceNode sequence)
        {
            return [.. sequence.Children.Select((node, index) => (node, $"{Path(name)}[{index}]"))];
        }

        Refuse(name, "must be a list");
        return [];
    }

    public IReadOnlyList<YamlSection> Sections(string name) => [.. Items(name).Select(item => new YamlSection(item.Node, item.Path, _findings))];

    public YamlSection? Section(string name) => Has(name) ? new YamlSection(_fields[name], Path(name), _findings) : null;

    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var (node, path) in Items(name))
        {
            if (node is YamlScalarNode { Value: { } value })
            {
                texts.Add(value);
            }
            else
            {
                _findings.Refuse(node, path, "must be a text");
            }
        }

        return texts;
    }

    /// <summary>Names and values, as in <c>match: { severity: critical }</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Pairs(string name)
    {
        if (!Has(name))
        {
            return [];
        }

        if (_fields[name] is YamlMappingNode mapping && mapping.Children.All(pair => pair is { Key: YamlScalarNode, Value: YamlScalarNode }))
        {
            return [.. mapping.Children.Select(pair => (((YamlScalarNode)pair.Key).Value ?? "", ((YamlScalarNode)pair.Value).Value ?? ""))];
        }

        Refuse(name, "must be a mapping of names to texts");
        return [];
    }

    /// <summary>Fields that may be there and change nothing that matters.</summary>
    public void PassOver(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _asked.Add(name);
        }
    }

    /// <summary>Fields that are not taken over; where one is there, it is said why.</summary>
    public void Remark(string why, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Has(name))
            {
                _findings.Remark(_names[name], Path(name), why);
            }
        }
    }

    /// <summary>Where it stands itself, as findings begin.</summary>
    public string Place() => string.Create(CultureInfo.InvariantCulture, $"line {Node.Start.Line}: {_path}");

    /// <summary>Where a field stands, as findings begin.</summary>
    public string Place(string name) => string.Create(CultureInfo.InvariantCulture, $"line {_names.GetValueOrDefault(name, Node).Start.Line}: {Path(name)}");

    /// <summary>Something of the whole that is different here.</summary>
    public void Remark(string why) => _findings.Remark(Node, _path, why);

    public void Refuse(string name, string why) => _findings.Refuse(_names.GetValueOrDefault(name, Node), Path(name), why);

    public void RefuseRest()
    {
        foreach (var (name, node) in _names.Where(name => !_asked.Contains(name.Key)))
        {
            _findings.Refuse(node, Path(name), "is not understood here");
        }
    }

    // A mapping's own fields come before those it merges in (yaml.org/type/merge.html), and of those the first.
    private void Take(YamlMappingNode mapping)
    {
        foreach (var (key, value) in mapping.Children.Where(static field => field.Key is not YamlScalarNode { Value: Merge }))
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            _ = _fields.TryAdd(name, value) && _names.TryAdd(name, key);
        }

        foreach (var merged in mapping.Children.Where(static field => field.Key is YamlScalarNode { Value: Merge }).SelectMany(static field => field.Value is YamlSequenceNode all ? all.Children : [field.Value]).OfType<YamlMappingNode>())
        {
            Take(merged);
        }
    }

    private T? Wrong<T>(string name, string why)
        where T : struct
    {
        Refuse(name, why);
        return null;
    }

    private string Path(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private static bool IsNothing(YamlNode node) => node is YamlScalarNode { Value: null or "" or "null" or "~", Style: YamlDotNet.Core.ScalarStyle.Plain };
}
