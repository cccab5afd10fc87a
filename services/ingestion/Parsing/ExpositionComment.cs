using System.Text;
using PerfMonitor.Ingestion.Descriptions;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// A comment that tells something of a metric, left as it is written: <c># HELP http_requests_total How many.</c>, or
/// <c># TYPE "http.requests" counter</c> for a name the classic alphabet lacks letters for.
/// </summary>
internal readonly ref struct ExpositionComment
{
    private ExpositionComment(MetricFact fact, ReadOnlySpan<byte> metric, ReadOnlySpan<byte> text)
    {
        Fact = fact;
        Metric = metric;
        Text = text;
    }

    public MetricFact Fact { get; }

    /// <summary>The name of the metric.</summary>
    public ReadOnlySpan<byte> Metric { get; }

    /// <summary>What is told.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Reads a line that begins with <c>#</c>; false where it is a comment for people.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out ExpositionComment comment)
    {
        comment = default;
        if (line is not [_, (byte)' ' or (byte)'\t', ..])
        {
            return false;
        }

        var rest = line[1..].TrimStart(" \t"u8);
        MetricFact? fact = Word(ref rest) switch
        {
            [(byte)'T', (byte)'Y', (byte)'P', (byte)'E'] => MetricFact.Type,
            [(byte)'H', (byte)'E', (byte)'L', (byte)'P'] => MetricFact.Help,
            [(byte)'U', (byte)'N', (byte)'I', (byte)'T'] => MetricFact.Unit,
            _ => null,
        };
        if (fact is null)
        {
            return false;
        }

        var metric = Name(ref rest);
        if (metric.IsEmpty)
        {
            return false;
        }

        comment = new ExpositionComment(fact.Value, metric, rest);
        return true;
    }

    /// <summary>Hands on what is told.</summary>
    public void Note(MetricDescriptions descriptions) => descriptions.Note(Plain(Metric), Fact, Plain(Text));

    // Empty where there is none, or its closing quote is missing.
    private static ReadOnlySpan<byte> Name(scoped ref ReadOnlySpan<byte> rest)
    {
        if (!rest.StartsWith("\""u8))
        {
            return Word(ref rest);
        }

        var length = ExpositionReader.QuotedLength(rest[1..]);
        var name = length > 0 ? rest[1..length] : default;
        rest = length > 0 ? rest[(length + 1)..].TrimStart(" \t"u8) : default;
        return name;
    }

    private static ReadOnlySpan<byte> Word(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)' ', (byte)'\t');
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..].TrimStart(" \t"u8);
        return word;
    }

    private static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> written) =>
        written.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(ExpositionLabels.Unescaped(written)) : written;
}
