using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Reporting.Fonts;

/// <summary>The typefaces of PDF reports (section <c>Fonts</c>).</summary>
internal sealed class FontOptions
{
    /// <summary>The folder of the font files. Default: where Debian's fonts-dejavu-core puts them.</summary>
    [Required]
    public string Folder { get; init; } = "/usr/share/fonts/truetype/dejavu";

    /// <summary>A TrueType file for running text. Default: DejaVuSans.ttf.</summary>
    [Required]
    public string Regular { get; init; } = "DejaVuSans.ttf";

    /// <summary>A TrueType file for headings and figures. Default: DejaVuSans-Bold.ttf.</summary>
    [Required]
    public string Bold { get; init; } = "DejaVuSans-Bold.ttf";
}
