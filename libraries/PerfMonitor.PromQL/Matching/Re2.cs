using System.Text.RegularExpressions;

namespace PerfMonitor.PromQL;

/// <summary>Regular expressions in RE2's syntax as Prometheus takes them everywhere: in matchers, and in relabelling.</summary>
public static class Re2
{
    /// <summary>Compiles an expression, anchored at both ends, dots matching line ends too, for an engine whose time is linear in the text.</summary>
    /// <exception cref="ArgumentException">The expression is broken or uses what RE2 has not; the message is Prometheus'.</exception>
    public static Regex Compile(string pattern) => RegexMatch.Compile(pattern);
}
