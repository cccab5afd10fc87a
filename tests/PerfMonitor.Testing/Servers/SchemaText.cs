using System.Reflection;

namespace PerfMonitor.Testing.Servers;

/// <summary>A service's own scripts as one statement for a test's server.</summary>
public static class SchemaText
{
    /// <summary>Makes the schema anew from the scripts embedded in an assembly, in the order of their numbers.</summary>
    public static string Of(Assembly assembly, string schema)
    {
        var scripts = assembly.GetManifestResourceNames().Where(static name => name.Contains(".Schema.", StringComparison.Ordinal)).OrderBy(static name => name.Split('.')[^2], StringComparer.Ordinal).Select(name =>
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return text.ReadToEnd();
        });
        return $"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; SET search_path = {schema}; {string.Join('\n', scripts)} RESET search_path;";
    }
}
