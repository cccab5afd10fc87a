using Microsoft.OpenApi;

namespace PerfMonitor.Web.Gateway.Described;

/// <summary>
/// What services say of their own operations: parameters, bodies and answers with schemas and examples. The embedded documents are
/// made from the services' code by their tests, so they are known also while a service is away.
/// </summary>
internal static class DescribedOperations
{
    private static readonly Lazy<OpenApiDocument> Analytics = new(static () => Read("analytics.json"));

    /// <summary>The schemas they refer to.</summary>
    public static IEnumerable<KeyValuePair<string, IOpenApiSchema>> Schemas => Analytics.Value.Components!.Schemas!;

    /// <summary>An operation; null where its service says nothing of it.</summary>
    public static OpenApiOperation? Find(string method, string path) =>
        Analytics.Value.Paths.TryGetValue(path, out var item) && item.Operations!.TryGetValue(new HttpMethod(method), out var operation) ? operation : null;

    private static OpenApiDocument Read(string file)
    {
        var type = typeof(DescribedOperations);
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Namespace}.{file}")!;
        using var text = new StreamReader(stream);
        var read = OpenApiDocument.Parse(text.ReadToEnd(), "json");
        return read.Diagnostic is { Errors: [var error, ..] } ? throw new InvalidOperationException($"{file}: {error}") : read.Document!;
    }
}
