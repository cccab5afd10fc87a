using System.Text;
using System.Text.RegularExpressions;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>Names of files with <c>*</c>, <c>?</c> and <c>[a-z]</c> in any part, as Go's filepath.Glob reads them: <c>/etc/alertmanager/*/slack.tmpl</c>.</summary>
internal static class Glob
{
    private static readonly char[] Wild = ['*', '?', '['];

    /// <summary>The files of that name, in order; none where there is none.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static IReadOnlyList<string> Find(string pattern)
    {
        IEnumerable<string> found = [Path.GetPathRoot(pattern)!];
        foreach (var part in pattern[Path.GetPathRoot(pattern)!.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = part.IndexOfAny(Wild) < 0 ? found.Select(folder => Path.Combine(folder, part)) : found.Where(Directory.Exists).SelectMany(folder => Matching(folder, part));
        }

        return [.. found.Where(File.Exists).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Matching(string folder, string part)
    {
        var shape = Shape(part);
        return Directory.EnumerateFileSystemEntries(folder).Where(entry => shape.IsMatch(Path.GetFileName(entry)));
    }

    private static Regex Shape(string part)
    {
        var shape = new StringBuilder(@"\A");
        for (var at = 0; at < part.Length; at++)
        {
            var close = part[at] == '[' && at + 2 < part.Length ? part.IndexOf(']', at + 2) : -1;
            if (close > at)
            {
                shape.Append('[').Append(part[(at + 1)..close].Replace("[", @"\[", StringComparison.Ordinal)).Append(']');
                at = close;
            }
            else
            {
                shape.Append(part[at] switch { '*' => ".*", '?' => ".", _ => Regex.Escape(part[at].ToString()) });
            }
        }

        return new Regex(shape.Append(@"\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
