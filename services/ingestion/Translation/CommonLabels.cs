using System.Text;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>
/// The labels that resource and scope give their series: service.namespace/service.name is the job, service.instance.id the instance,
/// the scope becomes otel_scope_*, and the resource's other attributes go to the series target_info.
/// </summary>
internal static class CommonLabels
{
    private const string Service = "service.name";
    private const string Namespace = "service.namespace";
    private const string Instance = "service.instance.id";

    public static ScopeContext Of(OtlpMetrics metrics, in OtlpResource resource, in OtlpScope scope, bool scopeLabels)
    {
        var attributes = AttributeText.Decode(metrics.Bytes(resource.Attributes));
        var identity = Identity(attributes);
        var common = new Dictionary<string, string>(StringComparer.Ordinal);
        if (scopeLabels)
        {
            AddScope(metrics, scope, common);
        }

        foreach (var (name, value) in identity)
        {
            common[name] = value;
        }

        return new ScopeContext(common, TargetInfo(attributes, identity));
    }

    /// <summary>
    /// Adds attributes as labels. Attributes whose names become the same label share it, their values joined by ";" in the order of the original names.
    /// </summary>
    public static void Add(Dictionary<string, string> labels, IEnumerable<KeyValuePair<string, string>> attributes, string prefix = "")
    {
        foreach (var (key, value) in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            var name = LabelName.Of(prefix + key);
            labels[name] = labels.TryGetValue(name, out var first) ? $"{first};{value}" : value;
        }
    }

    private static Dictionary<string, string> Identity(List<KeyValuePair<string, string>> attributes)
    {
        var identity = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Find(attributes, Service) is { Length: > 0 } service)
        {
            identity["job"] = Find(attributes, Namespace) is { Length: > 0 } space ? $"{space}/{service}" : service;
        }

        if (Find(attributes, Instance) is { Length: > 0 } instance)
        {
            identity["instance"] = instance;
        }

        return identity;
    }

    private static string? Find(List<KeyValuePair<string, string>> attributes, string key) => attributes.FindLast(attribute => attribute.Key == key).Value;

    private static void AddScope(OtlpMetrics metrics, in OtlpScope scope, Dictionary<string, string> common)
    {
        Add(common, AttributeText.Decode(metrics.Bytes(scope.Attributes)), prefix: "otel_scope_");
        common["otel_scope_name"] = Encoding.UTF8.GetString(metrics.Bytes(scope.Name));
        common["otel_scope_version"] = Encoding.UTF8.GetString(metrics.Bytes(scope.Version));
        common["otel_scope_schema_url"] = Encoding.UTF8.GetString(metrics.Bytes(scope.SchemaUrl));
    }

    private static LabelSet? TargetInfo(List<KeyValuePair<string, string>> attributes, Dictionary<string, string> identity)
    {
        var others = attributes.Where(attribute => attribute.Key is not (Service or Namespace or Instance)).ToList();
        if (others.Count == 0 || identity.Count == 0)
        {
            return null;
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(labels, others);
        foreach (var (name, value) in identity)
        {
            labels[name] = value;
        }

        return LabelSet.Create("target_info", labels.Select(label => new Label(label.Key, label.Value)));
    }
}
