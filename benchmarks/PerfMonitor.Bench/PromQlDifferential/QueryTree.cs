using System.Text;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>What a part of a query stands for, which says by what it may be replaced.</summary>
internal enum TreeKind
{
    Scalar,
    Vector,
    Range,
    Text,

    /// <summary>What may be left out: an offset, a grouping, a matcher.</summary>
    Modifier,
}

/// <summary>A query as its generator made it: text with other parts in it, so that a failing one can be made smaller.</summary>
internal sealed class QueryTree
{
    private readonly string[] _pieces;
    private string? _text;

    private QueryTree(TreeKind kind, string[] pieces, IReadOnlyList<QueryTree> children) => (Kind, _pieces, Children) = (kind, pieces, children);

    public TreeKind Kind { get; }

    public IReadOnlyList<QueryTree> Children { get; }

    /// <summary>The query as Prometheus reads it.</summary>
    public string Text => _text ??= Write();

    /// <summary>A part made of texts and other parts, in their order.</summary>
    public static QueryTree Of(TreeKind kind, params ReadOnlySpan<object> parts)
    {
        var (pieces, children) = (new List<string>(), new List<QueryTree>());
        var piece = new StringBuilder();
        foreach (object part in parts)
        {
            if (part is not QueryTree child)
            {
                piece.Append((string)part);
                continue;
            }

            pieces.Add(piece.ToString());
            piece.Clear();
            children.Add(child);
        }

        return new QueryTree(kind, [.. pieces, piece.ToString()], children);
    }

    /// <summary>The part and all within it, from the outside in.</summary>
    public IEnumerable<QueryTree> Walk() => Children.SelectMany(child => child.Walk()).Prepend(this);

    /// <summary>The same with another part in the place of one, which is found by reference.</summary>
    public QueryTree Replace(QueryTree old, QueryTree replacement) =>
        ReferenceEquals(this, old) ? replacement
        : Children.Count == 0 ? this
        : new QueryTree(Kind, _pieces, [.. Children.Select(child => child.Replace(old, replacement))]);

    private string Write()
    {
        var text = new StringBuilder(_pieces[0]);
        for (int i = 0; i < Children.Count; i++) text.Append(Children[i].Text).Append(_pieces[i + 1]);
        return text.ToString();
    }
}
