using System.Reflection;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Templates;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>The named templates of a configuration: those Alertmanager has itself, in our words, and those of the files it names, which may take their place.</summary>
internal sealed record TemplateFiles
{
    /// <summary>Most files; more are a pattern that was not meant so.</summary>
    public const int Most = 200;

    private static readonly (string Name, string Source) Defaults = ("default.tmpl", Embedded());

    private static readonly IReadOnlyList<string> DefaultNames = TemplateLibrary.Parse([Defaults], MessageTemplate.Dialect).Value!.Names;

    private readonly IReadOnlySet<string> _own;

    private TemplateFiles(TemplateLibrary library, IReadOnlySet<string> own, IReadOnlyList<string> broken) => (Library, _own, Broken) = (library, own, broken);

    /// <summary>What every field can use.</summary>
    public TemplateLibrary Library { get; }

    /// <summary>Files that cannot be read, each with the reason; they are left out.</summary>
    public IReadOnlyList<string> Broken { get; }

    /// <summary>Whether the files put templates of their own in the place of those that messages of a kind begin with.</summary>
    public bool Replaces(string kind) => DefaultNames.Any(name => (name.StartsWith($"{kind}.default.", StringComparison.Ordinal) || name.StartsWith("__", StringComparison.Ordinal)) && _own.Contains(name));

    /// <summary>Reads the files that the field <c>templates</c> names.</summary>
    public static TemplateFiles Read(YamlSection file, FileReader files)
    {
        var (texts, broken) = (new List<(string Name, string Source)>(), new List<string>());
        foreach (var pattern in file.Texts("templates"))
        {
            try
            {
                var found = files.Find(pattern);
                if (found.Count == 0)
                {
                    file.Remark($"no file is called '{pattern}'", "templates");
                }

                texts.AddRange(found.Take(Most).Select(name => (name, files.Read(name))));
                broken.AddRange(found.Skip(Most).Take(1).Select(name => $"'{pattern}' names {found.Count} files, and {Most} are read; those from {name} on are left out"));
            }
            catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or ArgumentException)
            {
                broken.Add($"'{pattern}' cannot be read: {missing.Message}");
            }
        }

        var library = Of(texts, broken);
        foreach (var wrong in library.Broken)
        {
            file.Remark(wrong, "templates");
        }

        return library;
    }

    private static TemplateFiles Of(IReadOnlyList<(string Name, string Source)> texts, IReadOnlyList<string> unread)
    {
        // One by one, so that a broken file takes no other with it.
        var read = texts.Select(text => (Text: text, Parsed: TemplateLibrary.Parse([text], MessageTemplate.Dialect))).ToList();
        var good = read.Where(one => one.Parsed.IsRead).ToList();
        return new TemplateFiles(
            TemplateLibrary.Parse(good.Select(one => one.Text).Prepend(Defaults), MessageTemplate.Dialect).Value!,
            good.SelectMany(one => one.Parsed.Value!.Names).ToHashSet(),
            [.. unread, .. read.Where(one => !one.Parsed.IsRead).Select(one => $"{one.Parsed.Error}; the file is left out until it is mended and the configuration read again (POST /-/reload)")]);
    }

    private static string Embedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("PerfMonitor.Alerting.default.tmpl")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
