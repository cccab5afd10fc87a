namespace PerfMonitor.Templates;

/// <summary>
/// What a template is filled in with. Values are null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>,
/// <see cref="DateTimeOffset"/>, <see cref="TimeSpan"/>, lists (<see cref="IReadOnlyList{T}"/> of <see cref="object"/>), labels
/// (<see cref="IReadOnlyDictionary{TKey, TValue}"/> of texts: one that is missing is empty), maps (the same of objects: one that is missing is
/// nothing), and <see cref="TemplateRecord"/>.
/// </summary>
/// <param name="Data">What <c>.</c> and <c>$</c> stand for at the top.</param>
/// <param name="Now">The moment.</param>
public sealed record TemplateInput(object? Data, DateTimeOffset Now)
{
    /// <summary>The values of <see cref="TemplateDialect.Variables"/>, each with its <c>$</c>.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    /// <summary>
    /// Whether the result is HTML: then values are made safe for its text and quoted attributes where they are shown, except what <c>safeHtml</c> and
    /// <c>html</c> made, and an address in <c>href</c> or <c>src</c> is left out unless it is one of the web or of mail.
    /// </summary>
    public bool IsHtml { get; init; }

    /// <summary>What takes the place of functions of the same name for this filling-in.</summary>
    public IReadOnlyDictionary<string, Func<TemplateCall, object?>> Functions { get; init; } = new Dictionary<string, Func<TemplateCall, object?>>();
}
