using System.Diagnostics.CodeAnalysis;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Templates;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>One integration of a receiver while it is read: what it says, what <c>global</c> says in its place, and what of it becomes a template.</summary>
/// <param name="section">The integration.</param>
/// <param name="name">The name of the channel it becomes.</param>
/// <param name="kind">What its default templates are called by, for example <c>slack</c>.</param>
/// <param name="global">What is said once for all.</param>
/// <param name="secrets">Reads what may stand in a file of its own.</param>
/// <param name="templates">The named templates there are.</param>
internal sealed class IntegrationReader(YamlSection section, string name, string kind, GlobalSettings global, SecretReader secrets, TemplateFiles templates)
{
    private readonly List<FieldSource> _fields = [];
    private bool _isWorded = templates.Replaces(kind);
    private HttpConnection? _connection;

    public YamlSection Section => section;

    public string Name => name;

    public GlobalSettings Global => global;

    public SecretReader Secrets => secrets;

    public string? Secret(string field) => secrets.Read(section, field);

    /// <summary>Whether it tells that something has resolved.</summary>
    public bool SendResolved(bool otherwise) => section.Flag("send_resolved") ?? otherwise;

    /// <summary>Why it cannot be used here although Alertmanager could; the channel then says so. Null where it can.</summary>
    public string? Lacking { get; private set; }

    /// <summary>What its fields come to; null where it says nothing of its own.</summary>
    public FieldTemplates? Fields => _isWorded || _fields.Exists(static one => one.IsAddress)
        ? new FieldTemplates(_fields.Where(one => one.IsAddress || _isWorded), templates.Library, _isWorded)
        : null;

    /// <summary>Something Alertmanager can do and we cannot: the start goes on, the channel tells nobody and says why.</summary>
    public void Lack(string field, string why) => Lacking ??= $"{section.Place(field)}: {why}";

    /// <summary>A field that words the message, with what Alertmanager has in its place.</summary>
    public void Word(string field, string otherwise = "", bool isHtml = false)
    {
        _isWorded |= section.Has(field);
        Add(new FieldSource(field, section.Text(field) ?? otherwise, section.Place(field)) { IsHtml = isHtml });
    }

    /// <summary>A field that Alertmanager has a default template for, called as the field without its underlines unless said otherwise.</summary>
    public void Default(string field, string? template = null, bool isHtml = false) =>
        Word(field, $$$"""{{ template "{{{kind}}}.default.{{{template ?? field.Replace("_", "", StringComparison.Ordinal)}}}" . }}""", isHtml);

    /// <summary>Whether the file's templates put some of their own in the place of those messages of this kind begin with.</summary>
    public bool ReplacesDefaults => templates.Replaces(kind);

    /// <summary>Several fields that Alertmanager leaves empty.</summary>
    public void Words(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            Word(field);
        }
    }

    /// <summary>A field with names and values of its own, and what Alertmanager adds to them.</summary>
    public void Map(string field, params IReadOnlyList<(string Name, string Value)> otherwise)
    {
        _isWorded |= section.Has(field);
        var own = section.Pairs(field);
        foreach (var (part, value) in own.Concat(otherwise.Where(added => own.All(pair => !pair.Name.Equals(added.Name, StringComparison.OrdinalIgnoreCase)))))
        {
            Add(new FieldSource($"{field}.{part}", value, $"{section.Place(field)}.{part}"));
        }
    }

    /// <summary>A list whose elements have these fields; one that stands below another is called as <c>confirm.text</c>.</summary>
    public void List(string field, params IReadOnlyList<string> parts)
    {
        _isWorded |= section.Has(field);
        foreach (var (index, element) in section.Sections(field).Index())
        {
            var below = parts.Where(static part => part.Contains('.', StringComparison.Ordinal)).Select(static part => part.Split('.')[0]).Distinct().ToDictionary(static outer => outer, element.Section);
            foreach (var part in parts)
            {
                var (owner, leaf) = part.Split('.') is [var outer, var inner] ? (below[outer], inner) : (element, part);
                Add(new FieldSource($"{field}.{index}.{part}", owner?.Text(leaf) ?? "", element.Place(part)));
            }

            foreach (var read in below.Values.Append(element))
            {
                read?.RefuseRest();
            }
        }
    }

    /// <summary>A setting of the message that is no template of the file's.</summary>
    public void Set(string field, string value) => Add(new FieldSource(field, value, section.Place(field)));

    /// <summary>Whether a text is filled in for each message.</summary>
    public static bool IsTemplate([NotNullWhen(true)] string? text) => text?.Contains("{{", StringComparison.Ordinal) == true;

    /// <summary>A text that says whom to tell; where it is a template it is filled in for each message.</summary>
    public string Address(string field, string? text)
    {
        if (IsTemplate(text))
        {
            Add(new FieldSource(field, text, section.Place(field)) { IsAddress = true });
        }

        return text ?? "";
    }

    /// <summary>How it is reached, of its own <c>http_config</c> or the global one.</summary>
    public HttpConnection Connection() => _connection ??= section.Section("http_config") is { } http ? HttpSettings.Read(http, secrets, Lack) : global.Connection(Lack);

    /// <summary>The token that its <c>authorization</c> holds, as protocols want it that know no other place for theirs; empty where there is none.</summary>
    public string BearerToken() => Connection().Authorization is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : "";

    private void Lack(YamlSection at, string field, string why) => Lacking ??= $"{at.Place(field)}: {why}";

    private void Add(FieldSource field)
    {
        if (field.Source.Length > 0)
        {
            _fields.Add(field);
        }
    }
}
