using PerfMonitor.Pdf.Content;
using PerfMonitor.Pdf.Fonts;

namespace PerfMonitor.Pdf.Layout;

/// <summary>The look of a document: typefaces, sizes and colours, in one place.</summary>
public sealed record Theme
{
    public Typeface Regular { get; init; } = StandardTypeface.Helvetica;

    public Typeface Bold { get; init; } = StandardTypeface.HelveticaBold;

    /// <summary>Size of running text in points; all other sizes follow from it.</summary>
    public double TextSize { get; init; } = 9;

    /// <summary>Distance of baselines as a multiple of the size.</summary>
    public double Leading { get; init; } = 1.4;

    public Rgb Ink { get; init; } = Rgb.Of(0x1F2933);

    /// <summary>Labels, captions, axis marks.</summary>
    public Rgb Muted { get; init; } = Rgb.Of(0x66727F);

    public Rgb Accent { get; init; } = Rgb.Of(0x2F6FB2);

    /// <summary>Rules and grid lines.</summary>
    public Rgb Rule { get; init; } = Rgb.Of(0xD8DEE5);

    /// <summary>The ground of every other table row, of tiles and of callouts.</summary>
    public Rgb Ground { get; init; } = Rgb.Of(0xF5F7FA);

    public Rgb Good { get; init; } = Rgb.Of(0x2E8B61);

    public Rgb Warning { get; init; } = Rgb.Of(0xC98410);

    public Rgb Bad { get; init; } = Rgb.Of(0xC23B3B);

    /// <summary>Lines of a chart in order; told apart in grey print and by colour-blind readers.</summary>
    public IReadOnlyList<Rgb> SeriesColors { get; init; } =
    [
        Rgb.Of(0x2F6FB2), Rgb.Of(0xDD7A33), Rgb.Of(0x3A9D7C), Rgb.Of(0x8E5EA2),
        Rgb.Of(0xB8962E), Rgb.Of(0xC9485B), Rgb.Of(0x4FA3C0), Rgb.Of(0x6B7580),
    ];

    internal TextStyle Text => new(Regular, TextSize, Ink);

    internal TextStyle Strong => Text with { Face = Bold };

    internal TextStyle Caption => new(Regular, TextSize * 0.83, Muted);

    internal TextStyle Label => Caption with { Face = Bold };

    internal double LineHeight(TextStyle style) => style.Size * Leading;

    internal Rgb Color(Tone tone) => tone switch
    {
        Tone.Good => Good,
        Tone.Warning => Warning,
        Tone.Bad => Bad,
        Tone.Muted => Muted,
        Tone.Accent => Accent,
        _ => Ink,
    };

    internal Rgb SeriesColor(int index) => SeriesColors[index % SeriesColors.Count];
}
