namespace PerfMonitor.Pdf.Content;

/// <summary>Which addresses a document may link to.</summary>
public static class WebAddress
{
    /// <summary>Whether viewers open the address as a page or a mail; scripts, files and programs are not linked to.</summary>
    public static bool IsLinkable(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeMailto);

    internal static string Require(Uri address) => IsLinkable(address)
        ? address.AbsoluteUri
        : throw new ArgumentException($"A document links to http, https and mailto addresses only, not to '{address}'.", nameof(address));
}
