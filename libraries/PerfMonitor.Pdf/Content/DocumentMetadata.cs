using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Content;

/// <summary>The properties of a document in its two forms: information dictionary and XMP packet (ISO 16684-1).</summary>
internal static class DocumentMetadata
{
    private const string Producer = "PerfMonitor.Pdf";

    // The packet identifier every XMP packet carries, so that programs find it without parsing the file.
    private const string PacketStart = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
    private const string PacketEnd = "\n<?xpacket end=\"r\"?>";

    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Basic = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Pdf = "http://ns.adobe.com/pdf/1.3/";

    public static PdfDictionary Information(DocumentProperties properties)
    {
        var information = new PdfDictionary().Add("Title", PdfString.Text(properties.Title));
        foreach (var (key, value) in new[]
        {
            ("Author", properties.Author),
            ("Subject", properties.Subject),
            ("Keywords", Keywords(properties)),
            ("Creator", properties.Creator),
            ("Producer", Producer),
        })
        {
            if (value.Length > 0)
            {
                information.Add(key, PdfString.Text(value));
            }
        }
        return information
            .Add("CreationDate", PdfDate.Format(properties.Created))
            .Add("ModDate", PdfDate.Format(properties.Created));
    }

    public static PdfStream Xmp(DocumentProperties properties)
    {
        var created = properties.Created.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        var description = new XElement(Rdf + "Description",
            new XAttribute(Rdf + "about", ""),
            new XAttribute(XNamespace.Xmlns + "dc", DublinCore),
            new XAttribute(XNamespace.Xmlns + "xmp", Basic),
            new XAttribute(XNamespace.Xmlns + "pdf", Pdf),
            new XElement(DublinCore + "format", "application/pdf"),
            new XElement(DublinCore + "title", Alternatives(properties.Title)),
            Optional(properties.Author, text => new XElement(DublinCore + "creator", new XElement(Rdf + "Seq", Item(text)))),
            Optional(properties.Subject, text => new XElement(DublinCore + "description", Alternatives(text))),
            Optional(Keywords(properties), text => new XElement(Pdf + "Keywords", text)),
            new XElement(Pdf + "Producer", Producer),
            Optional(properties.Creator, text => new XElement(Basic + "CreatorTool", text)),
            new XElement(Basic + "CreateDate", created),
            new XElement(Basic + "ModifyDate", created));
        var packet = new XElement(Meta + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", Meta),
            new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), description));

        var xml = PacketStart + packet.ToString(SaveOptions.DisableFormatting) + PacketEnd;
        return PdfStream.Plain(Encoding.UTF8.GetBytes(xml), new PdfDictionary().Add("Type", "Metadata").Add("Subtype", "XML"));
    }

    private static string Keywords(DocumentProperties properties) => string.Join(", ", properties.Keywords);

    private static XElement Alternatives(string text) =>
        new(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), Legal(text)));

    private static XElement Item(string text) => new(Rdf + "li", text);

    private static XElement? Optional(string text, Func<string, XElement> element) =>
        text.Length > 0 ? element(Legal(text)) : null;

    /// <summary>XML has no way to write control characters or lone surrogates.</summary>
    private static string Legal(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value)));
}
