namespace PerfMonitor.PromQL;

/// <summary>What is wrong with a regular expression, in the words of Go's regexp package, and with which piece of it.</summary>
internal sealed class RegexFaultException(string reason, string piece) : ArgumentException($"{reason}: `{piece}`");
