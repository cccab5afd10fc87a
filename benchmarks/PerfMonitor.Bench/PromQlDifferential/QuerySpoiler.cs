using static PerfMonitor.Bench.PromQlDifferential.TreeKind;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>Breaks a query: a part of the wrong type, a call with too many or too few arguments, a token too many or missing.</summary>
internal sealed class QuerySpoiler(Random random)
{
    private static readonly string[] Tokens = ["(", ")", "{", "}", "[", "]", ",", "=", "\"", " by ", " on ", " bool ", " offset ", "@", "!", "sum", "foo(", "$", "==", " and ", ":", "-", "*"];

    /// <summary>The query with one thing wrong, mostly; now and then it is still one.</summary>
    public QueryTree Spoil(QueryTree tree) => random.Next(3) switch
    {
        0 => Retyped(tree),
        1 => Cut(tree),
        _ => Inserted(tree),
    };

    private QueryTree Retyped(QueryTree tree)
    {
        QueryTree[] parts = [.. tree.Walk().Where(part => part.Kind != Modifier)];
        var old = parts[random.Next(parts.Length)];
        QueryTree[] others =
        [
            QueryTree.Of(Scalar, "1"), QueryTree.Of(TreeKind.Vector, "levels"), QueryTree.Of(TreeKind.Range, "gauge[5m]"), QueryTree.Of(Text, "\"text\""), QueryTree.Of(Scalar, "1, 2"),
            QueryTree.Of(TreeKind.Vector, "rate(gauge)"), QueryTree.Of(TreeKind.Vector, "abs()"), QueryTree.Of(TreeKind.Vector, "unknown_function(gauge)"), QueryTree.Of(TreeKind.Vector, "{job=~\".*\"}"),
            QueryTree.Of(TreeKind.Vector, "(1 == 2)"), QueryTree.Of(TreeKind.Vector, "(gauge and 1)"), QueryTree.Of(TreeKind.Vector, "(gauge + bool levels)"), QueryTree.Of(TreeKind.Vector, "gauge offset 1m offset 2m"),
            QueryTree.Of(TreeKind.Vector, "gauge @ 1 @ 2"), QueryTree.Of(TreeKind.Vector, "(gauge and on (job) group_left gauge)"), QueryTree.Of(TreeKind.Vector, "gauge{job=~\"(\"}"), QueryTree.Of(TreeKind.Vector, "gauge{__name__=\"x\"}"),
            QueryTree.Of(TreeKind.Vector, "(gauge * on (job) group_left (job) limit)"), QueryTree.Of(TreeKind.Vector, "topk(gauge)"), QueryTree.Of(TreeKind.Vector, "sum(1, gauge)"), QueryTree.Of(TreeKind.Vector, "label_replace(gauge, \"job\", \"$1\", \"instance\", \"(\")"),
        ];
        return tree.Replace(old, others[random.Next(others.Length)]);
    }

    private QueryTree Cut(QueryTree tree)
    {
        string text = tree.Text;
        // Digits and units stay: shortened durations are numbers, which newer versions take and 2.42 does not.
        int[] places = [.. Enumerable.Range(0, text.Length).Where(at => !char.IsAsciiLetterOrDigit(text[at]) && text[at] is not ('.' or '_' or ' '))];
        if (places.Length == 0) return Retyped(tree);
        int place = places[random.Next(places.Length)];
        return QueryTree.Of(tree.Kind, text.Remove(place, 1));
    }

    private QueryTree Inserted(QueryTree tree)
    {
        string text = tree.Text;
        int[] places = [.. Enumerable.Range(0, text.Length).Where(at => text[at] is ' ' or '(' or ')' or ',' or '[' or '{' or '}')];
        if (places.Length == 0) return Retyped(tree);
        return QueryTree.Of(tree.Kind, text.Insert(places[random.Next(places.Length)], Tokens[random.Next(Tokens.Length)]));
    }
}
