using PerfMonitor.Pdf.Fonts;
using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Reporting.Fonts;

/// <summary>The look of PDF reports, in the fonts of the machine or, where it has none, in Helvetica.</summary>
internal static class ReportTheme
{
    // DejaVu's letters are wide: it needs less size for the same legibility.
    private const double EmbeddedTextSize = 8.5;

    // Fonts of all of Chinese, Japanese and Korean stay below this; anything larger is not a font.
    private const long LargestFontBytes = 40 * 1024 * 1024;

    public static Theme Load(FontOptions options, ILogger logger)
    {
        try
        {
            var theme = new Theme { Regular = Face(options.Folder, options.Regular), Bold = Face(options.Folder, options.Bold), TextSize = EmbeddedTextSize };
            Log.FontsLoaded(logger, theme.Regular.Name, theme.Bold.Name, options.Folder);
            return theme;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FontFormatException)
        {
            Log.FontsMissing(logger, $"{failure.Message} Install fonts-dejavu-core, or set Fonts:Folder, Fonts:Regular and Fonts:Bold.");
            return new Theme();
        }
    }

    private static EmbeddedTypeface Face(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        if (file.Exists && file.Length > LargestFontBytes)
        {
            throw new FontFormatException($"{file.FullName} has {file.Length} bytes; no font is larger than {LargestFontBytes}.");
        }

        try
        {
            return new EmbeddedTypeface(TrueTypeFont.Parse(File.ReadAllBytes(file.FullName)));
        }
        catch (FontFormatException failure)
        {
            throw new FontFormatException($"{file.FullName}: {failure.Message}", failure);
        }
    }
}
