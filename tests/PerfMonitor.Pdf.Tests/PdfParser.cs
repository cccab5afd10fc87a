using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace PerfMonitor.Pdf.Tests;

/// <summary>Reads back what the library writes, just enough to look at single objects.</summary>
internal sealed partial class PdfParser
{
    private readonly byte[] _file;
    private readonly int[] _offsets;

    public PdfParser(byte[] file)
    {
        _file = file;
        var text = Encoding.Latin1.GetString(file);
        var table = int.Parse(StartOfTable().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        var lines = text[table..].Split('\n');
        Assert.Equal("xref", lines[0]);
        var count = int.Parse(lines[1].Split(' ')[1], CultureInfo.InvariantCulture);
        _offsets = [.. lines.Skip(2).Take(count).Select(line => int.Parse(line.AsSpan(0, 10), CultureInfo.InvariantCulture))];
        Trailer = text[text.LastIndexOf("trailer", StringComparison.Ordinal)..];
    }

    public string Trailer { get; }

    public int Count => _offsets.Length - 1;

    public IEnumerable<string> Objects => Enumerable.Range(1, Count).Select(Object);

    /// <summary>The text of an object without its wrapping; streams as raw bytes in Latin-1.</summary>
    public string Object(int number)
    {
        var text = Encoding.Latin1.GetString(_file, _offsets[number], _file.Length - _offsets[number]);
        var head = $"{number} 0 obj\n";
        Assert.StartsWith(head, text, StringComparison.Ordinal);
        return text[head.Length..text.IndexOf("\nendobj", StringComparison.Ordinal)];
    }

    public string Find(string part) => Objects.First(o => o.Contains(part, StringComparison.Ordinal));

    /// <summary>The object a dictionary entry points to.</summary>
    public string Follow(string dictionary, string key) => Object(Reference(dictionary, key));

    public static int Reference(string dictionary, string key) =>
        int.Parse(Regex.Match(dictionary, $@"/{key} (\d+) 0 R").Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>The operators of a page, from 0.</summary>
    public string PageContent(int index)
    {
        var kids = Regex.Matches(Regex.Match(Find("/Type /Pages"), @"/Kids \[(.*?)\]").Groups[1].Value, @"(\d+) 0 R");
        var page = Object(int.Parse(kids[index].Groups[1].Value, CultureInfo.InvariantCulture));
        return Encoding.Latin1.GetString(Stream(Encoding.Latin1.GetBytes(Follow(page, "Contents"))).Inflated);
    }

    public static (string Dictionary, byte[] Raw, byte[] Inflated) Stream(byte[] value)
    {
        var text = Encoding.Latin1.GetString(value);
        var start = text.IndexOf("\nstream\n", StringComparison.Ordinal);
        var raw = value[(start + 8)..text.LastIndexOf("\nendstream", StringComparison.Ordinal)];
        if (!text[..start].Contains("FlateDecode", StringComparison.Ordinal))
        {
            return (text[..start], raw, raw);
        }

        using var inflated = new MemoryStream();
        using (var inflate = new ZLibStream(new MemoryStream(raw), CompressionMode.Decompress))
        {
            inflate.CopyTo(inflated);
        }

        return (text[..start], raw, inflated.ToArray());
    }

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex StartOfTable();
}
