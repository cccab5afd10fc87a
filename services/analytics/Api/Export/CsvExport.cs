using System.Buffers;
using System.Globalization;
using System.Text;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Api.Export;

/// <summary>RFC 4180: one sample a row, with its series as a selector, its time in UTC and its value.</summary>
internal sealed class CsvExport : IExportFormat
{
    // "2026-01-05T12:00:00.000Z", a comma, the value and the end of the line.
    private const int MaxTailBytes = 24 + 1 + NumberText.MaxPlainBytes + 2;

    public string ContentType => "text/csv; charset=utf-8; header=present";

    public string Extension => "csv";

    public void Begin(IBufferWriter<byte> output) => output.Write("series,timestamp,value\r\n"u8);

    public void Write(SeriesSamples series, IBufferWriter<byte> output)
    {
        var head = Encoding.UTF8.GetBytes($"\"{SeriesText.Format(series.Labels).Replace("\"", "\"\"", StringComparison.Ordinal)}\",");
        var (timestamps, values) = (series.TimestampsMs, series.Values);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values.Span[i];
            if (StaleMarker.Is(value))
            {
                continue;
            }

            output.Write(head);
            var tail = output.GetSpan(MaxTailBytes);
            DateTimeOffset.FromUnixTimeMilliseconds(timestamps.Span[i]).TryFormat(tail, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            tail[length++] = (byte)',';
            length += NumberText.WritePlain(value, tail[length..]);
            tail[length++] = (byte)'\r';
            tail[length++] = (byte)'\n';
            output.Advance(length);
        }
    }
}
