namespace PerfMonitor.Pdf.Content;

/// <summary>An opaque colour of the screen's colour space.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <param name="value">As in a style sheet: 0x2F6FB2.</param>
    public static Rgb Of(int value) => new((byte)(value >> 16), (byte)(value >> 8), (byte)value);

    /// <summary>This colour mixed with white; 0 is white, 1 the colour itself.</summary>
    public Rgb Tint(double share) => new(Mix(Red, share), Mix(Green, share), Mix(Blue, share));

    private static byte Mix(byte channel, double share) => (byte)Math.Round(255 - (255 - channel) * share);
}
