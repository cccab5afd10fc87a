namespace PerfMonitor.Templates;

/// <summary>A function that templates can call.</summary>
/// <param name="Name">What they call it.</param>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments.</param>
/// <param name="Apply">What it does. It throws <see cref="TemplateException"/> for what it cannot take, and must throw nothing else.</param>
public sealed record TemplateFunction(string Name, int Least, int Most, Func<TemplateCall, object?> Apply)
{
    /// <summary>
    /// The function for a first argument that stands in the source as a text: what can be refused or made ready then is, once, when the
    /// template is read. Null where nothing can.
    /// </summary>
    public Func<string, Func<TemplateCall, object?>>? Prepare { get; init; }

    /// <summary>A function of one argument.</summary>
    public static TemplateFunction OfOne(string name, Func<object?, object?> apply) => new(name, 1, 1, call => apply(call[0]));

    /// <summary>A function whose result only the filling-in knows, given there as one of <see cref="TemplateInput.Functions"/>.</summary>
    public static TemplateFunction Given(string name, int least, int most) => new(name, least, most, _ => throw new TemplateException("it cannot be answered here"));
}
