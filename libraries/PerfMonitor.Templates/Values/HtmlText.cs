namespace PerfMonitor.Templates.Values;

/// <summary>A text that is HTML already. Only what shows it knows the difference: functions take it as the text it is.</summary>
internal sealed record HtmlText(string Text)
{
    public static object? Plain(object? value) => value is HtmlText html ? html.Text : value;
}
