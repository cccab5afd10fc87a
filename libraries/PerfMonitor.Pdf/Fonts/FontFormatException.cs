namespace PerfMonitor.Pdf.Fonts;

/// <summary>A font file that cannot be used; the message names the table and what is wrong with it.</summary>
public sealed class FontFormatException : Exception
{
    public FontFormatException(string message) : base(message)
    {
    }

    public FontFormatException(string message, Exception inner) : base(message, inner)
    {
    }

    public FontFormatException()
    {
    }
}
