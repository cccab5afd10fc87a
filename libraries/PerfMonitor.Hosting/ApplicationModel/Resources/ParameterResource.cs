namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value given from outside: by configuration (<c>Parameters:name</c>), by a default, or generated.</summary>
public class ParameterResource : Resource, IExpressionValue
{
    private readonly Lazy<string> _value;

    /// <summary>Creates the parameter; the callback is asked once, when the value is first needed.</summary>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        _value = new Lazy<string>(() => callback(Default));
        Secret = secret;
    }

    /// <summary>Whether the value must not be shown.</summary>
    public bool Secret { get; }

    /// <summary>What makes the value when configuration has none.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>What the value is for, in words.</summary>
    public string? Description { get; set; }

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(_value.Value);
}
