using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>
/// Remembers which series the bytes of resource, scope, metric and attributes stand for, so that a point seen before is neither decoded
/// nor hashed anew. Bounded by <see cref="TranslationOptions.MaximumCachedSeries"/>; full, it starts anew, and the live series fill it again.
/// </summary>
internal sealed class TranslationCache(TranslationOptions options)
{
    private Generation _current = new();

    /// <summary>How many series references the cache holds.</summary>
    public int Count => Volatile.Read(ref _current.Count);

    /// <summary>The context of a resource and scope.</summary>
    public ScopeContext Scope(OtlpMetrics metrics, in OtlpResource resource, in OtlpScope scope)
    {
        ReadOnlySpan<byte> attributes = metrics.Bytes(resource.Attributes);
        var (name, version, schema, scopeAttributes) = (scope.Name.Length, scope.Version.Length, scope.SchemaUrl.Length, metrics.Bytes(scope.Attributes).Length);
        var key = ArrayPool<byte>.Shared.Rent(16 + attributes.Length + name + version + schema + scopeAttributes);
        try
        {
            // The lengths in front keep parts that meet differently apart.
            MemoryMarshal.Write(key, attributes.Length);
            MemoryMarshal.Write(key.AsSpan(4), name);
            MemoryMarshal.Write(key.AsSpan(8), version);
            MemoryMarshal.Write(key.AsSpan(12), schema);
            var length = 16;
            length += Copy(attributes, key, length);
            length += Copy(metrics.Bytes(scope.Name), key, length);
            length += Copy(metrics.Bytes(scope.Version), key, length);
            length += Copy(metrics.Bytes(scope.SchemaUrl), key, length);
            length += Copy(metrics.Bytes(scope.Attributes), key, length);

            var scopes = _current.Scopes;
            var lookup = scopes.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (!lookup.TryGetValue(key.AsSpan(0, length), out var context))
            {
                context = CommonLabels.Of(metrics, resource, scope, options.ScopeLabels);
                context = scopes.GetOrAdd(key.AsSpan(0, length).ToArray(), context);
                Grow(1);
            }

            return context;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(key);
        }
    }

    /// <summary>The context of a metric.</summary>
    public MetricContext Metric(OtlpMetrics metrics, ScopeContext scope, in OtlpMetric metric)
    {
        var key = ArrayPool<byte>.Shared.Rent(6 + metric.Name.Length + metric.Unit.Length);
        try
        {
            key[0] = (byte)metric.Kind;
            key[1] = metric.Monotonic ? (byte)1 : (byte)0;
            MemoryMarshal.Write(key.AsSpan(2), metric.Name.Length);
            var length = 6;
            length += Copy(metrics.Bytes(metric.Name), key, length);
            length += Copy(metrics.Bytes(metric.Unit), key, length);
            var lookup = scope.Metrics.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (!lookup.TryGetValue(key.AsSpan(0, length), out var context))
            {
                var name = System.Text.Encoding.UTF8.GetString(metrics.Bytes(metric.Name));
                var unit = System.Text.Encoding.UTF8.GetString(metrics.Bytes(metric.Unit));
                context = scope.Metrics.GetOrAdd(key.AsSpan(0, length).ToArray(), new MetricContext(MetricName.Of(name, unit, metric.Kind, metric.Monotonic), scope));
                Grow(1);
            }

            return context;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(key);
        }
    }

    /// <summary>Remembers the series of an attribute set.</summary>
    public void Remember(MetricContext metric, ReadOnlySpan<byte> attributes, PointSeries series)
    {
        metric.Points[attributes.ToArray()] = series;
        Grow(series.Size);
    }

    private static int Copy(ReadOnlySpan<byte> part, byte[] key, int at)
    {
        part.CopyTo(key.AsSpan(at));
        return part.Length;
    }

    private void Grow(int by)
    {
        var generation = _current;
        if (Interlocked.Add(ref generation.Count, by) > options.MaximumCachedSeries)
        {
            Interlocked.CompareExchange(ref _current, new Generation(), generation);
        }
    }

    private sealed class Generation
    {
        public int Count;

        public ConcurrentDictionary<byte[], ScopeContext> Scopes { get; } = new(BytesComparer.Instance);
    }
}
