namespace PerfMonitor.Pdf.Fonts;

/// <summary>What a viewer wants to know of a font's design, from tables <c>OS/2</c> and <c>post</c>.</summary>
internal sealed record FontStyle(int CapHeight, int Weight, double ItalicAngle, bool FixedPitch)
{
    private const int RegularWeight = 400;
    private const int RestrictedLicence = 0x0002;
    private const int NoSubsetting = 0x0100;

    public static FontStyle Read(TableDirectory tables, int ascent)
    {
        var post = tables.Find("post");
        var angle = post is { } p ? p.Int16(4) + p.UInt16(6) / 65536.0 : 0;
        var fixedPitch = post is { } q && q.UInt32(12) != 0;
        if (tables.Find("OS/2") is not { } os2)
        {
            return new FontStyle(ascent, RegularWeight, angle, fixedPitch);
        }

        // fsType, bits as in the OpenType specification: the font's maker may forbid what this library does.
        var permissions = os2.UInt16(8);
        if ((permissions & 0x000F) == RestrictedLicence)
        {
            throw new FontFormatException("The font's licence (OS/2 fsType) forbids embedding; choose another font.");
        }

        if ((permissions & NoSubsetting) != 0)
        {
            throw new FontFormatException("The font's licence (OS/2 fsType) forbids subsetting; choose another font.");
        }

        // sCapHeight exists from version 2 of the table on.
        var capHeight = os2.UInt16(0) >= 2 && os2.Int16(88) > 0 ? os2.Int16(88) : ascent;
        return new FontStyle(capHeight, os2.UInt16(4), angle, fixedPitch);
    }
}
