using System.Text.RegularExpressions;
using PerfMonitor.PromQL.Functions;

namespace PerfMonitor.PromQL;

/// <summary>Regular expressions in RE2's syntax as Prometheus takes them everywhere: in matchers, and in relabelling.</summary>
public static class Re2
{
    /// <summary>Compiles an expression, anchored at both ends, dots matching line ends too, for an engine whose time is linear in the text.</summary>
    /// <exception cref="ArgumentException">The expression is broken or uses what RE2 has not; the message is Prometheus'.</exception>
    public static Regex Compile(string pattern) => RegexMatch.Compile(pattern);

    /// <summary>Compiles an expression that may match anywhere, dots ending at line ends, as Go's regexp package does by itself.</summary>
    /// <exception cref="ArgumentException">The expression is broken or uses what RE2 has not; the message is Go's.</exception>
    public static Regex CompileSearch(string pattern) => RegexMatch.CompileSearch(pattern);

    /// <summary>A replacement in Go's notation (<c>$1</c>, <c>${name}</c>, <c>$$</c>) for a match.</summary>
    public static string Expand(string replacement, Match match) => ReplacementTemplate.Expand(replacement, match);
}
