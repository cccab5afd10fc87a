namespace PerfMonitor.Alerting.Receivers.Sms;

/// <summary>
/// What a text costs: a short message holds 160 characters of the phones' own alphabet, or 70 units of UTF-16 where a single character is not in it; a
/// longer text goes in segments, which are seven characters or three units shorter (3GPP TS 23.038 and 23.040).
/// </summary>
internal static class SmsSegments
{
    /// <summary>Characters of the phones' own alphabet in each segment of a longer text.</summary>
    public const int Longest = 153;

    // TS 23.038, 6.2.1, without the escape.
    private const string Alphabet =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    // TS 23.038, 6.2.1.1: the escape and another, which stay together.
    private const string Escaped = "\f^{}\\[~]|€";

    // What people read as the same; .NET takes no accents away where it works without a culture's data.
    private static readonly Dictionary<char, string> Readings = new (string Read, string Written)[]
    {
        ("A", "ÁÀÂÃĀĂĄ"), ("C", "ĆČĊ"), ("D", "ĎĐÐ"), ("E", "ÈÊËĒĖĘĚ"), ("G", "ĞĢĠ"), ("I", "ÍÌÎÏĪĮİ"), ("K", "Ķ"), ("L", "ŁĽĹĻ"), ("N", "ŃŇŅ"), ("O", "ÓÒÔÕŌŐ"), ("OE", "Œ"),
        ("R", "ŘŔ"), ("S", "ŚŠŞȘ"), ("T", "ŤŢȚ"), ("U", "ÚÙÛŪŮŰŲ"), ("Y", "ÝŸ"), ("Z", "ŹŽŻ"),
        ("a", "áâãāăą"), ("c", "çćčċ"), ("d", "ďđð"), ("e", "êëēėęě"), ("g", "ğģġ"), ("i", "íîïīįı"), ("k", "ķ"), ("l", "łľĺļ"), ("n", "ńňņ"), ("o", "óôõōő"), ("oe", "œ"),
        ("r", "řŕ"), ("s", "śšşș"), ("t", "ťţț"), ("u", "úûūůűųµμ"), ("y", "ýÿ"), ("z", "źžż"),
        ("...", "…"), (" ", "\t\u00a0\u2009\u202f"), ("\"", "“”„«»"), ("'", "‘’‚`´"), ("-", "‐–—−•·"), ("x", "×"), ("2", "²"), ("3", "³"), ("deg", "°"),
        (">=", "≥"), ("<=", "≤"), ("!=", "≠"), ("~", "≈"), ("+-", "±"), ("->", "→"), ("<-", "←"),
    }.SelectMany(static reading => reading.Written.Select(written => KeyValuePair.Create(written, reading.Read))).ToDictionary();

    /// <summary>How many segments a text takes.</summary>
    public static int Of(string text)
    {
        var isInAlphabet = IsInAlphabet(text);
        var (whole, each) = isInAlphabet ? (160, Longest) : (70, 67);
        var sizes = text.EnumerateRunes().Select(rune => !isInAlphabet ? rune.Utf16SequenceLength : Escaped.Contains((char)rune.Value, StringComparison.Ordinal) ? 2 : 1).ToList();
        if (sizes.Sum() <= whole)
        {
            return 1;
        }

        // What takes two places is not torn apart.
        var (segments, room) = (1, each);
        foreach (var size in sizes)
        {
            (segments, room) = size > room ? (segments + 1, each - size) : (segments, room - size);
        }

        return segments;
    }

    /// <summary>The text in the phones' own alphabet, without accents that are not in it; as it is where that cannot be.</summary>
    public static string Fold(string text)
    {
        var folded = string.Concat(text.Select(static one => Readings.GetValueOrDefault(one, one.ToString())));
        return IsInAlphabet(folded) ? folded : text;
    }

    private static bool IsInAlphabet(string text) => text.All(static one => Alphabet.Contains(one, StringComparison.Ordinal) || Escaped.Contains(one, StringComparison.Ordinal));
}
