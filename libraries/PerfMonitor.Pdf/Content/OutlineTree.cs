using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Content;

/// <summary>Writes bookmarks as the linked tree of ISO 32000-1, 12.3.3.</summary>
internal static class OutlineTree
{
    public static PdfReference Write(PdfFile file, IReadOnlyList<OutlineEntry> entries, Destinations destinations)
    {
        var root = new Node(null, file.Reserve());
        var path = new Stack<(int Level, Node Node)>([(0, root)]);
        foreach (var entry in entries)
        {
            while (path.Peek().Level >= entry.Level)
            {
                path.Pop();
            }

            var node = new Node(entry, file.Reserve());
            path.Peek().Node.Children.Add(node);
            path.Push((entry.Level, node));
        }
        Write(file, root, parent: null, index: 0, destinations);
        return root.Reference;
    }

    private static void Write(PdfFile file, Node node, Node? parent, int index, Destinations destinations)
    {
        var dictionary = new PdfDictionary();
        if (node.Entry is { } entry && parent is not null)
        {
            dictionary
                .Add("Title", PdfString.Text(entry.Title))
                .Add("Parent", parent.Reference)
                .Add("Dest", destinations.Of(entry.Page, entry.Y));
            if (index > 0)
            {
                dictionary.Add("Prev", parent.Children[index - 1].Reference);
            }

            if (index < parent.Children.Count - 1)
            {
                dictionary.Add("Next", parent.Children[index + 1].Reference);
            }
        }
        else
        {
            dictionary.Add("Type", "Outlines");
        }

        if (node.Children.Count > 0)
        {
            dictionary
                .Add("First", node.Children[0].Reference)
                .Add("Last", node.Children[^1].Reference)
                .Add("Count", node.Visible);
        }

        file.Set(node.Reference, dictionary);
        for (var i = 0; i < node.Children.Count; i++)
        {
            Write(file, node.Children[i], node, i, destinations);
        }
    }

    private sealed record Node(OutlineEntry? Entry, PdfReference Reference)
    {
        public List<Node> Children { get; } = [];

        /// <summary>Descendants shown when the tree is opened: all of them.</summary>
        public int Visible => Children.Sum(child => 1 + child.Visible);
    }
}
