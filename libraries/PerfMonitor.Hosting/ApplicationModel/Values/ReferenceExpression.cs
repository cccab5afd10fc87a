using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with values in it that are known only at run time: <c>ReferenceExpression.Create($"{endpoint}/slack")</c>.</summary>
public class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    private readonly string[] _manifestExpressions;

    private ReferenceExpression(string format, IValueProvider[] providers, string[] manifestExpressions)
    {
        Format = format;
        ValueProviders = providers;
        _manifestExpressions = manifestExpressions;
    }

    /// <summary>The text as a composite format string.</summary>
    public string Format { get; }

    /// <summary>The values, by their index in <see cref="Format"/>.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <inheritdoc/>
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. _manifestExpressions]);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    /// <summary>Makes the expression from an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = await ValueProviders[i].GetValueAsync(cancellationToken).ConfigureAwait(false);
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    /// <summary>Collects the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler
    {
        private readonly StringBuilder _format;
        private readonly List<IValueProvider> _providers;
        private readonly List<string> _manifestExpressions;

        /// <summary>Called by the compiler.</summary>
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
        {
            _format = new StringBuilder(literalLength);
            _providers = new List<IValueProvider>(formattedCount);
            _manifestExpressions = new List<string>(formattedCount);
        }

        /// <summary>Called by the compiler.</summary>
        public readonly void AppendLiteral(string value) =>
            _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

        /// <summary>Called by the compiler.</summary>
        public readonly void AppendFormatted(string? value) => AppendLiteral(value ?? "");

        /// <summary>Called by the compiler.</summary>
        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider
        {
            _format.Append(CultureInfo.InvariantCulture, $"{{{_providers.Count}}}");
            _providers.Add(valueProvider);
            _manifestExpressions.Add(valueProvider.ValueExpression);
        }

        /// <summary>Called by the compiler.</summary>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider.Resource);

        internal readonly ReferenceExpression ToExpression() => new(_format.ToString(), [.. _providers], [.. _manifestExpressions]);
    }
}
