using System.Text;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>The PostScript name of a font, from table <c>name</c>.</summary>
internal static class FontName
{
    private const int PostScript = 6;
    private const int Windows = 3;
    private const int Macintosh = 1;
    private const int LongestPostScriptName = 63;

    public static string Read(TableDirectory tables)
    {
        if (tables.Find("name") is { } table)
        {
            var strings = table.UInt16(4);
            for (var i = 0; i < table.UInt16(2); i++)
            {
                var record = 6 + i * 12;
                if (table.UInt16(record + 6) != PostScript)
                {
                    continue;
                }

                var bytes = table.Slice(strings + table.UInt16(record + 10), table.UInt16(record + 8));
                var name = table.UInt16(record) switch
                {
                    Windows => Regular(Encoding.BigEndianUnicode.GetString(bytes)),
                    Macintosh => Regular(Encoding.Latin1.GetString(bytes)),
                    _ => "",
                };
                if (name.Length > 0)
                {
                    return name;
                }
            }
        }
        return "Embedded";
    }

    private static string Regular(string name) =>
        new([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(LongestPostScriptName)]);
}
