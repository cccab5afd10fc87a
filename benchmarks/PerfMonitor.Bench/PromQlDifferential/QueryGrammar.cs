using System.Globalization;
using static PerfMonitor.Bench.PromQlDifferential.TreeKind;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>
/// Makes queries from a seed: everything that PromQL has had since Prometheus 2.42, nested some five levels deep. Query number i of a
/// run depends on the seed and i alone, so that each can be had again.
/// </summary>
internal sealed class QueryGrammar
{
    private const int MaxDepth = 5;

    private static readonly string[] ElementFunctions =
    [
        "abs", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "deg", "exp", "floor", "ln", "log10", "log2", "rad", "round", "sgn", "sin",
        "sinh", "sqrt", "tan", "tanh", "timestamp", "absent", "sort", "sort_desc",
    ];

    private static readonly string[] DateFunctions = ["day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year"];

    private static readonly string[] RangeFunctions =
    [
        "absent_over_time", "avg_over_time", "changes", "count_over_time", "delta", "deriv", "idelta", "increase", "irate", "last_over_time", "max_over_time", "min_over_time",
        "present_over_time", "rate", "resets", "stddev_over_time", "stdvar_over_time", "sum_over_time",
    ];

    private static readonly string[] Folds = ["avg", "count", "group", "max", "min", "sum"];
    private static readonly string[] Deviations = ["stddev", "stdvar"];
    private static readonly string[] Arithmetic = ["+", "-", "*", "/", "%", "^"];
    private static readonly string[] Comparisons = ["==", "!=", ">", "<", ">=", "<="];
    private static readonly string[] Matchers =
    [
        "job=\"api\"", "job!=\"api\"", "job=~\"a.*|db\"", "job!~\"web|x\"", "instance=\"1\"", "instance=~\"[12]\"", "instance!~\".*3\"", "instance=~\".+\"", "zone=\"north\"", "zone=\"\"", "zone!=\"\"",
        "zone=~\"(?i)NORTH|south\"", "zone=~\".*\"", "nolabel=\"\"", "nolabel!=\"x\"", "nolabel=~\"x?\"", "code=~\"[45]..\"", "code!=\"200\"", "le=\"0.5\"", "le!=\"+Inf\"", "threshold=\"0.5\"", "job='db'",
    ];

    private static readonly string[] Metrics =
    [
        "gauge", "gauge", "odd", "levels", "requests_total", "requests_total", "errors_total", "latency_seconds_bucket", "latency_seconds_count", "latency_seconds_sum", "version_info", "gappy",
        "gappy_total", "limit", "one", "nothing", "{__name__=~\"errors_total|gauge\"}", "{job=\"api\"}", "{__name__=\"levels\"}", "{__name__!=\"odd\",job=\"db\"}",
    ];

    private static readonly string[] Labels = ["job", "instance", "zone", "code", "le", "version", "threshold", "extra", "nolabel", "__name__"];

    private readonly Random _random;

    public QueryGrammar(Random random) => _random = random;

    /// <summary>The query of a number.</summary>
    public static DifferentialQuery Make(int seed, long number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + (int)number));
        var grammar = new QueryGrammar(random);
        var tree = grammar.Whole();
        if (random.Next(10) == 0) tree = new QuerySpoiler(random).Spoil(tree);
        // Half a second past, so that no step meets a sample or an inner step of a subquery.
        long start = DifferentialData.StartMs + (random.Next(-120, 5_700) * 1_000L) + 500;
        long step = random.Next(1, 400) * 1_000L;
        return random.Next(5) < 3 ? new(number, tree, start, start, 0) : new(number, tree, start, start + (step * random.Next(12)) + random.Next(1_000), step);
    }

    public QueryTree Vector(int depth)
    {
        if (depth <= 0) return Selector();
        return _random.Next(25) switch
        {
            0 or 1 => Selector(),
            2 or 3 => QueryTree.Of(TreeKind.Vector, Pick(ElementFunctions), "(", Vector(depth - 1), ")"),
            4 or 5 or 6 => QueryTree.Of(TreeKind.Vector, Pick(RangeFunctions), "(", Range(depth - 1), ")"),
            7 or 8 => Fold(depth),
            9 => Chosen(depth),
            10 => QueryTree.Of(TreeKind.Vector, "quantile", Grouping(), "(", Scalar(depth - 1), ", ", Vector(depth - 1), ")"),
            11 => QueryTree.Of(TreeKind.Vector, "count_values", Grouping(), "(\"", Pick(["v", "job", "instance"]), "\", ", Vector(depth - 1), ")"),
            12 or 13 => Paired(depth),
            14 => QueryTree.Of(TreeKind.Vector, "(", Vector(depth - 1), " ", Pick(["and", "or", "unless"]), SetMatching(), " ", Vector(depth - 1), ")"),
            15 or 16 => WithScalar(depth),
            17 => QueryTree.Of(TreeKind.Vector, "(", Pick(["-", "+"]), Vector(depth - 1), ")"),
            // Of a NaN or an infinity alone 2.42 says that it deviates by 0.
            18 => QueryTree.Of(TreeKind.Vector, Pick(Deviations), Grouping(), "(", Vector(depth - 1), " > -Inf < Inf)"),
            // What 2.42 says of the date of a NaN depends on the processor; ours is NaN.
            19 => QueryTree.Of(TreeKind.Vector, Pick(DateFunctions), "(", Vector(depth - 1), " > -1e11 < 1e11)"),
            // 2.42 leaves the name of what goes into atan2, so there is none here.
            20 => QueryTree.Of(TreeKind.Vector, "(abs(", Vector(depth - 1), ") atan2 ", _random.Next(2) == 0 ? Scalar(depth - 1) : QueryTree.Of(TreeKind.Vector, "on (job, instance) abs(", Vector(depth - 1), ")"), ")"),
            _ => Other(depth),
        };
    }

    public QueryTree Scalar(int depth) => _random.Next(depth <= 0 ? 4 : 8) switch
    {
        0 => Leaf(TreeKind.Scalar, (_random.Next(-8, 24) / 8.0).ToString(CultureInfo.InvariantCulture)),
        1 => Leaf(TreeKind.Scalar, Pick(["0.5", "0.9", "1", "2", "0", "3", "10", "1e3", "0x1F", "-1"])),
        2 => Leaf(TreeKind.Scalar, Pick(["NaN", "Inf", "-Inf", "+inf", "1e-7", "5", "7", "0.25"])),
        3 => Leaf(TreeKind.Scalar, Pick(["time()", "pi()", "-0", "0.125", "4", "6"])),
        4 => QueryTree.Of(TreeKind.Scalar, "scalar(", Vector(depth - 1), ")"),
        5 => QueryTree.Of(TreeKind.Scalar, "(", Scalar(depth - 1), " ", Pick(Comparisons), " bool ", Scalar(depth - 1), ")"),
        6 => QueryTree.Of(TreeKind.Scalar, "(-", Scalar(depth - 1), ")"),
        _ => QueryTree.Of(TreeKind.Scalar, "(", Scalar(depth - 1), " ", Pick([.. Arithmetic, "atan2"]), " ", Scalar(depth - 1), ")"),
    };

    public QueryTree Range(int depth)
    {
        if (depth > 0 && _random.Next(3) == 0)
        {
            // Tenths other than a half, so that the open end never meets an inner step.
            string range = $"{_random.Next(20, 900)}s{Pick(["1", "2", "3", "4", "6", "7", "8", "9"])}00ms", step = _random.Next(4) == 0 ? "" : $"{_random.Next(7, 200)}s";
            return QueryTree.Of(TreeKind.Range, "(", Vector(depth - 1), ")[", range, ":", step, "]", Shift());
        }

        return QueryTree.Of(TreeKind.Range, Bare(), "[", Pick(["1m", "2m", "5m", "10m", "90s", "17m3s", "1h"]), "]", Shift());
    }

    private static QueryTree Leaf(TreeKind kind, string text) => QueryTree.Of(kind, text);

    private QueryTree Whole()
    {
        int depth = _random.Next(1, MaxDepth + 1);
        return _random.Next(12) switch
        {
            0 => Scalar(depth),
            1 when _random.Next(4) == 0 => Range(depth),
            2 when _random.Next(8) == 0 => Leaf(Text, Pick(["\"a text\"", "'\\u00fc\\n'", "`raw\\`"])),
            _ => Vector(depth),
        };
    }

    private QueryTree Selector() => QueryTree.Of(TreeKind.Vector, Bare(), Shift());

    private QueryTree Bare()
    {
        string metric = Pick(Metrics);
        if (_random.Next(2) == 0) return Leaf(TreeKind.Vector, metric);
        var matchers = Modified(string.Join(",", Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Pick(Matchers))));
        return metric[0] == '{' ? QueryTree.Of(TreeKind.Vector, metric[..^1], ",", matchers, "}") : QueryTree.Of(TreeKind.Vector, metric, "{", matchers, "}");
    }

    private QueryTree Shift() => _random.Next(9) switch
    {
        0 => Modified($" offset {_random.Next(1, 900)}s"),
        1 => Modified($" offset -{_random.Next(1, 900)}s"),
        2 => Modified($" @ {Moment()}"),
        3 when _random.Next(2) == 0 => Modified($" @ {Moment()} offset {_random.Next(1, 900)}s"),
        4 when _random.Next(2) == 0 => Modified($" offset {_random.Next(1, 10)}m @ {Moment()}"),
        _ => Modified(""),
    };

    private string Moment() => _random.Next(3) switch
    {
        0 => "start()",
        1 => "end()",
        _ => $"{(DifferentialData.StartMs / 1_000) + _random.Next(0, 5_400)}.5",
    };

    private QueryTree Grouping() => _random.Next(3) == 0 ? Modified("") : Modified($" {Pick(["by", "without"])} ({SomeLabels()}) ");

    private string SomeLabels() => string.Join(", ", Enumerable.Range(0, _random.Next(4)).Select(_ => Pick(Labels)));

    private QueryTree Fold(int depth) => _random.Next(2) == 0
        ? QueryTree.Of(TreeKind.Vector, Pick(Folds), Grouping(), "(", Vector(depth - 1), ")")
        : QueryTree.Of(TreeKind.Vector, Pick(Folds), "(", Vector(depth - 1), ")", Grouping());

    /// <summary>
    /// Which of equal values topk chooses is left to chance in Prometheus: it stands over values that differ, or under an aggregation that sees values alone.
    /// </summary>
    private QueryTree Chosen(int depth)
    {
        string choice = Pick(["topk", "bottomk"]);
        return _random.Next(2) == 0
            ? QueryTree.Of(TreeKind.Vector, choice, Grouping(), "(", Scalar(depth - 1), ", timestamp(gappy_total", Shift(), "))")
            : QueryTree.Of(TreeKind.Vector, Pick(["sum", "count", "min", "max"]), "(", choice, Grouping(), "(", Scalar(depth - 1), ", ", Vector(depth - 1), "))");
    }

    private QueryTree Paired(int depth)
    {
        bool compares = _random.Next(2) == 0;
        string op = compares ? Pick(Comparisons) + Pick(["", " bool"]) : Pick(Arithmetic);
        string matching = _random.Next(7) switch
        {
            0 => "",
            1 => $" on ({SomeLabels()})",
            2 => $" ignoring ({SomeLabels()})",
            3 => $" on (job, instance) {Pick(["group_left", "group_right"])} ({Pick(["version", "zone", "", "code, le"])})",
            4 => $" on (job) {Pick(["group_left", "group_right"])} ()",
            5 => $" ignoring ({SomeLabels()}) {Pick(["group_left", "group_right"])} ({Pick(["", "version", "threshold"])})",
            _ => " on (job, instance)",
        };
        var right = _random.Next(3) == 0 ? Leaf(TreeKind.Vector, Pick(["version_info", "limit", "limit{threshold=\"\"}", "levels"])) : Vector(depth - 1);
        return QueryTree.Of(TreeKind.Vector, "(", Vector(depth - 1), " ", op, Modified(matching), " ", right, ")");
    }

    private QueryTree SetMatching() => Modified(_random.Next(3) switch
    {
        0 => "",
        1 => $" on ({SomeLabels()})",
        _ => $" ignoring ({SomeLabels()})",
    });

    private QueryTree WithScalar(int depth)
    {
        string op = _random.Next(2) == 0 ? Pick(Comparisons) + Pick(["", " bool"]) : Pick(Arithmetic);
        return _random.Next(3) == 0
            ? QueryTree.Of(TreeKind.Vector, "(", Scalar(depth - 1), " ", op, " ", Vector(depth - 1), ")")
            : QueryTree.Of(TreeKind.Vector, "(", Vector(depth - 1), " ", op, " ", Scalar(depth - 1), ")");
    }

    private QueryTree Other(int depth)
    {
        string replaced = Pick(["zone", "job", "__name__", "new_label"]), from = Pick(["instance", "job", "zone", "nolabel"]);
        return _random.Next(13) switch
        {
            0 => QueryTree.Of(TreeKind.Vector, "histogram_quantile(", Scalar(depth - 1), ", latency_seconds_bucket", Shift(), ")"),
            1 => QueryTree.Of(TreeKind.Vector, "histogram_quantile(", Scalar(depth - 1), ", ", Vector(depth - 1), ")"),
            2 => QueryTree.Of(TreeKind.Vector, "histogram_quantile(", Scalar(depth - 1), ", sum by (le, job)(rate(latency_seconds_bucket[5m]", Shift(), ")))"),
            3 => QueryTree.Of(TreeKind.Vector, "label_replace(", Vector(depth - 1), $", \"{replaced}\", \"", Pick(["$1", "x", "${1}-y", "", "$0$2"]), $"\", \"{from}\", \"", Pick(["(.*)", "(.).*", "([a-z]+)(.*)", "1", ""]), "\")"),
            4 => QueryTree.Of(TreeKind.Vector, "label_join(", Vector(depth - 1), $", \"{replaced}\", \"", Pick(["-", "", "/"]), $"\", \"{from}\", \"job\")"),
            5 => QueryTree.Of(TreeKind.Vector, "vector(", Scalar(depth - 1), ")"),
            6 => QueryTree.Of(TreeKind.Vector, "clamp(", Vector(depth - 1), ", ", Scalar(depth - 1), ", ", Scalar(depth - 1), ")"),
            7 => QueryTree.Of(TreeKind.Vector, Pick(["clamp_min", "clamp_max", "round"]), "(", Vector(depth - 1), ", ", Scalar(depth - 1), ")"),
            8 => QueryTree.Of(TreeKind.Vector, "predict_linear(", Range(depth - 1), ", ", Scalar(depth - 1), ")"),
            9 => QueryTree.Of(TreeKind.Vector, "quantile_over_time(", Scalar(depth - 1), ", ", Range(depth - 1), ")"),
            10 => QueryTree.Of(TreeKind.Vector, "holt_winters(", Range(depth - 1), ", ", Pick(["0.3", "0.5", "0.9", "1"]), ", ", Pick(["0.1", "0.5", "0"]), ")"),
            11 => QueryTree.Of(TreeKind.Vector, Pick(DateFunctions), "()"),
            _ => QueryTree.Of(TreeKind.Vector, "absent(", Selector(), ")"),
        };
    }

    private static QueryTree Modified(string text) => Leaf(Modifier, text);

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
