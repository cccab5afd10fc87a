using System.Text;
using System.Text.RegularExpressions;

namespace PerfMonitor.Testing.Mail;

/// <summary>A mail as the server got it: envelope and the text between DATA and the final dot.</summary>
public sealed partial record ReceivedMail(string From, IReadOnlyList<string> To, string Raw)
{
    private readonly MimePart _root = MimePart.Parse(Raw);

    /// <summary>A header, unfolded and decoded; null where the mail has none of that name.</summary>
    public string? Header(string name) => _root.Header(name);

    /// <summary>The media types of the parts, in their order.</summary>
    public IReadOnlyList<string> MediaTypes => [.. _root.Leaves().Select(static part => part.MediaType)];

    /// <summary>The body of the first part of a media type, decoded.</summary>
    public string Body(string mediaType) => Encoding.UTF8.GetString(Part(mediaType).Content);

    /// <summary>The first part of a media type.</summary>
    public MimePart Part(string mediaType) =>
        _root.Leaves().FirstOrDefault(part => part.MediaType == mediaType)
        ?? throw new InvalidOperationException($"The mail has no part {mediaType}; it has {string.Join(", ", _root.Leaves().Select(part => part.MediaType))}.");
}

/// <summary>One part of a MIME mail.</summary>
public sealed partial class MimePart
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<MimePart> _children = [];
    private string _body = "";

    /// <summary>For example <c>text/html</c>.</summary>
    public string MediaType => (Header("Content-Type") ?? "text/plain").Split(';')[0].Trim();

    /// <summary>The content without its transfer encoding.</summary>
    public byte[] Content => Header("Content-Transfer-Encoding")?.ToLowerInvariant() switch
    {
        "base64" => Convert.FromBase64String(_body),
        "quoted-printable" => QuotedPrintable(_body.Replace("=\r\n", "", StringComparison.Ordinal), underscoreIsSpace: false),
        _ => Encoding.UTF8.GetBytes(_body),
    };

    /// <summary>A header, unfolded and decoded.</summary>
    public string? Header(string name) => _headers.TryGetValue(name, out var value)
        ? EncodedWord().Replace(BetweenWords().Replace(value, "?="), word => Decode(word.Groups["encoding"].Value, word.Groups["text"].Value))
        : null;

    /// <summary>Every part that holds content rather than parts.</summary>
    public IEnumerable<MimePart> Leaves() => _children.Count == 0 ? [this] : _children.SelectMany(child => child.Leaves());

    internal static MimePart Parse(string raw)
    {
        var part = new MimePart();
        var blank = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = Folding().Replace(blank < 0 ? raw : raw[..blank], " ");
        part._body = blank < 0 ? "" : raw[(blank + 4)..];
        foreach (var line in head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            part._headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        if (Boundary().Match(part._headers.GetValueOrDefault("Content-Type", "")) is { Success: true } boundary)
        {
            var pieces = part._body.Split("--" + boundary.Groups[1].Value);
            part._children.AddRange(pieces[1..^1].Select(piece => Parse(piece.TrimStart('\r', '\n'))));
        }

        return part;
    }

    private static string Decode(string encoding, string text) =>
        Encoding.UTF8.GetString(encoding is "B" or "b" ? Convert.FromBase64String(text) : QuotedPrintable(text, underscoreIsSpace: true));

    private static byte[] QuotedPrintable(string text, bool underscoreIsSpace)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.Add(underscoreIsSpace && text[i] == '_' ? (byte)' ' : (byte)text[i]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folding();

    [GeneratedRegex("boundary=\"?([^\";]+)\"?")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?[^?]+\?(?<encoding>[BbQq])\?(?<text>[^?]*)\?=")]
    private static partial Regex EncodedWord();

    // RFC 2047 6.2: white space between two encoded words is not part of the text.
    [GeneratedRegex(@"\?=\s+(?==\?)")]
    private static partial Regex BetweenWords();
}
