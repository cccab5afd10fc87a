using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PerfMonitor.ServiceDefaults;

/// <summary>One numbered step of a schema.</summary>
internal sealed record SchemaScript(int Version, string Name, string Sql);

/// <summary>Finds the numbered steps in an assembly.</summary>
internal static partial class SchemaScripts
{
    public static IReadOnlyList<SchemaScript> EmbeddedIn(Assembly assembly)
    {
        var scripts = new List<SchemaScript>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (FileName().Match(resource) is { Success: true } match)
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                scripts.Add(new SchemaScript(int.Parse(match.Groups["version"].Value, CultureInfo.InvariantCulture), match.Groups["name"].Value, text.ReadToEnd()));
            }
        }

        var ordered = scripts.OrderBy(script => script.Version).ToList();
        if (ordered.DistinctBy(script => script.Version).Count() != ordered.Count)
        {
            throw new InvalidOperationException($"{assembly.GetName().Name} holds two schema files with the same number.");
        }

        return ordered;
    }

    // Resource names look like "PerfMonitor.Alerting.Schema.001_alerts.sql".
    [GeneratedRegex(@"\.Schema\.(?<name>_?(?<version>\d{3})_[^.]+\.sql)$")]
    private static partial Regex FileName();
}
