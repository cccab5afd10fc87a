using System.Text;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>The tables of one TrueType file by tag.</summary>
internal sealed class TableDirectory
{
    private const uint TrueTypeVersion = 0x00010000;
    private const uint AppleTrueType = 0x74727565; // "true"
    private const uint CompactFont = 0x4F54544F; // "OTTO"
    private const uint Collection = 0x74746366; // "ttcf"

    private readonly Dictionary<string, FontTable> _tables = [];

    public TableDirectory(ReadOnlyMemory<byte> file)
    {
        var header = new FontTable("file header", file);
        switch (header.UInt32(0))
        {
            case TrueTypeVersion or AppleTrueType:
                break;
            case CompactFont:
                throw new FontFormatException("The font has CFF outlines (OpenType 'OTTO'); only TrueType outlines can be embedded.");
            case Collection:
                throw new FontFormatException("The file is a font collection (.ttc); give one of its fonts as a file of its own.");
            case var version:
                throw new FontFormatException($"The file does not start like a TrueType font (0x{version:X8}).");
        }

        var count = header.UInt16(4);
        for (var i = 0; i < count; i++)
        {
            var record = 12 + i * 16;
            var tag = Encoding.ASCII.GetString(header.Slice(record, 4));
            var offset = header.Offset32(record + 8);
            var length = header.Offset32(record + 12);
            if (offset > file.Length - length)
            {
                throw new FontFormatException($"Font table '{tag}' lies outside of the file: {length} bytes at {offset} of {file.Length}.");
            }

            _tables[tag] = new FontTable(tag, file.Slice(offset, length));
        }
    }

    public FontTable Require(string tag) =>
        Find(tag) ?? throw new FontFormatException($"The font has no table '{tag}'.");

    public FontTable? Find(string tag) => _tables.TryGetValue(tag, out var table) ? table : null;
}
