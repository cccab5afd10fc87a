using System.Globalization;
using System.Text;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>The identity Prometheus and Alertmanager give to labels: FNV-1a of 64 bits over names and values in order, each followed by the byte 0xFF (prometheus/common, model/signature.go).</summary>
internal static class LabelFingerprint
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const byte Separator = 0xFF;

    /// <summary>Sixteen hexadecimal digits.</summary>
    public static string Of(IReadOnlyDictionary<string, string> labels)
    {
        var hash = Offset;
        foreach (var (name, value) in labels.OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            Add(Encoding.UTF8.GetBytes(name));
            Add([Separator]);
            Add(Encoding.UTF8.GetBytes(value));
            Add([Separator]);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);

        void Add(ReadOnlySpan<byte> bytes)
        {
            foreach (var one in bytes)
            {
                hash = unchecked((hash ^ one) * Prime);
            }
        }
    }
}
