namespace PerfMonitor.Templates;

/// <summary>Why a template cannot be read or filled in.</summary>
/// <param name="Template">The template, or the named template within it, as whoever parsed it called it.</param>
/// <param name="Line">The line in its text, from 1.</param>
/// <param name="Column">The column in that line, in characters from 1.</param>
/// <param name="Message">What is wrong there.</param>
public sealed record TemplateError(string Template, int Line, int Column, string Message)
{
    /// <summary>For example <c>summary:1:12: there is no function 'humanise'</c>.</summary>
    public override string ToString() => $"{Template}:{Line}:{Column}: {Message}";
}

/// <summary>What a function throws to refuse what it is given. The library makes a <see cref="TemplateError"/> of it, with the place of the call.</summary>
public sealed class TemplateException(string message) : Exception(message);
