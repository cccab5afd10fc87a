using System.Buffers;
using System.Buffers.Text;
using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>What <see cref="ExpositionReader.Read"/> has found.</summary>
internal enum ExpositionItem
{
    End,
    Sample,

    /// <summary>A line that is no sample.</summary>
    Broken,

    /// <summary>A comment that tells type, help or unit of a metric.</summary>
    Description,
}

/// <summary>
/// Reads Prometheus' text format 0.0.4 and OpenMetrics 1.0, line by line and without a copy:
/// <c>http_requests_total{code="200",job="api"} 1027 1395066363000</c>.
/// Exemplars are passed over, and so are comments that are no <see cref="ExpositionComment"/>. The labels are left as they are written, because
/// the same bytes mean the same series and need decoding only once (<see cref="ExpositionLabels"/>).
/// </summary>
internal ref struct ExpositionReader(ReadOnlySpan<byte> body, bool openMetrics)
{
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create("{ \t"u8);

    private ReadOnlySpan<byte> _rest = body;

    /// <summary>The line that was read last, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The name and labels of the sample, as they are written.</summary>
    public ReadOnlySpan<byte> Series { get; private set; }

    public double Value { get; private set; }

    /// <summary>Milliseconds since the Unix epoch; null where the line gives no time.</summary>
    public long? TimestampMs { get; private set; }

    /// <summary>What a comment tells.</summary>
    public ExpositionComment Comment { get; private set; }

    /// <summary>What is wrong with a broken line.</summary>
    public Refusal Refusal { get; private set; }

    /// <summary>Whether OpenMetrics' <c># EOF</c> was read: without it the text may be cut off.</summary>
    public bool Ended { get; private set; }

    /// <summary>Goes to the next sample, description or broken line.</summary>
    public ExpositionItem Read()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf((byte)'\n');
            var line = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            Line++;
            var text = line.Trim(" \t\r"u8);
            if (text.IsEmpty)
            {
                continue;
            }

            if (Ended)
            {
                return Break(line, text, RefusalReason.BadSample, "something follows # EOF");
            }

            if (text[0] == '#')
            {
                Ended = openMetrics && text.SequenceEqual("# EOF"u8);
                if (!ExpositionComment.TryRead(text, out var comment))
                {
                    continue;
                }

                Comment = comment;
                return ExpositionItem.Description;
            }

            return ReadSample(line, text);
        }

        return ExpositionItem.End;
    }

    private ExpositionItem ReadSample(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text)
    {
        var length = SeriesLength(text);
        if (length < 0)
        {
            return Break(line, text, RefusalReason.BadSample, "the labels have no end: a '}' or a closing quote is missing");
        }

        Series = text[..length];
        var rest = text[length..].TrimStart(" \t"u8);
        var token = Token(ref rest);
        if (!NumberText.TryParse(token, out var value))
        {
            return Break(line, token.IsEmpty ? text[length..] : token, RefusalReason.BadValue, token.IsEmpty ? "the value is missing" : "the value is no number a 64-bit float holds");
        }

        Value = value;
        TimestampMs = null;
        if (IsExemplar(rest) || rest.IsEmpty)
        {
            return ExpositionItem.Sample;
        }

        token = Token(ref rest);
        if (!TryTime(token, out var timestampMs))
        {
            return Break(line, token, RefusalReason.BadTimestamp, openMetrics ? "the timestamp is no number of seconds" : "the timestamp is no whole number of milliseconds");
        }

        TimestampMs = timestampMs;
        return rest.IsEmpty || IsExemplar(rest) ? ExpositionItem.Sample : Break(line, rest, RefusalReason.BadSample, "something follows the timestamp");
    }

    /// <summary>How far name and labels reach; -1 where they do not end.</summary>
    private readonly int SeriesLength(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAny(NameEnd);
        if (at < 0)
        {
            return text.Length;
        }

        var name = at;
        at += text[at..].IndexOfAnyExcept(" \t"u8);
        if (text[at] != '{')
        {
            return name;
        }

        if (!openMetrics)
        {
            // Behind the labels only numbers follow, so the last brace is theirs; a quote that does not end is found when they are decoded.
            return text.LastIndexOf((byte)'}') + 1 is > 0 and var length ? length : -1;
        }

        while (true)
        {
            var next = text[at..].IndexOfAny((byte)'"', (byte)'}');
            if (next < 0)
            {
                return -1;
            }

            at += next + 1;
            if (text[at - 1] == '}')
            {
                return at;
            }

            var quoted = QuotedLength(text[at..]);
            if (quoted < 0)
            {
                return -1;
            }

            at += quoted;
        }
    }

    /// <summary>How far a quoted text reaches, its closing quote included; -1 where it does not end.</summary>
    public static int QuotedLength(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; at += 2)
        {
            var next = text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (text[at] == '"')
            {
                return at + 1;
            }
        }

        return -1;
    }

    private static ReadOnlySpan<byte> Token(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)' ', (byte)'\t');
        var token = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..].TrimStart(" \t"u8);
        return token;
    }

    private readonly bool IsExemplar(ReadOnlySpan<byte> rest) => openMetrics && !rest.IsEmpty && rest[0] == '#';

    private readonly bool TryTime(ReadOnlySpan<byte> token, out long timestampMs)
    {
        if (!openMetrics)
        {
            return Utf8Parser.TryParse(token, out timestampMs, out var read) && read == token.Length;
        }

        // Beyond this a number of seconds is no time, and its milliseconds no 64-bit integer.
        const double LargestSeconds = 1e15;
        var isTime = NumberText.TryParse(token, out var seconds) && Math.Abs(seconds) <= LargestSeconds;
        timestampMs = isTime ? (long)Math.Round(seconds * 1_000) : 0;
        return isTime;
    }

    private ExpositionItem Break(scoped ReadOnlySpan<byte> line, scoped ReadOnlySpan<byte> at, RefusalReason reason, string fault)
    {
        var column = line.Overlaps(at, out var offset) ? offset + 1 : line.Length + 1;
        Refusal = new Refusal(reason, $"column {column}: {fault}");
        return ExpositionItem.Broken;
    }
}
