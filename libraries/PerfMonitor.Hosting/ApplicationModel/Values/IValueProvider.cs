namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value known only once the application runs, such as an address or a password.</summary>
public interface IValueProvider
{
    /// <summary>The value; waits until it is known.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>A value that can be written as an expression such as <c>{live.bindings.tcp.port}</c>.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression.</summary>
    string ValueExpression { get; }
}

/// <summary>A value that is both: known at run time, and an expression before.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

/// <summary>A value made of others.</summary>
public interface IValueWithReferences
{
    /// <summary>What the value is made of.</summary>
    IEnumerable<object> References { get; }
}
