using System.Globalization;

namespace PerfMonitor.PromQL.Tests.Evaluation;

/// <summary>Queries made from a seed: every operator, aggregation and most functions over a few small metrics.</summary>
internal sealed class RandomQueries(int seed)
{
    private static readonly string[] Metrics = ["a", "b", "c_total", "h_bucket", "{job=\"x\"}", "a{job=~\"x|y\"}", "nothing"];
    private static readonly string[] ElementFunctions = ["abs", "ceil", "sgn", "sqrt", "ln", "exp", "timestamp", "hour", "round", "atan", "absent"];
    private static readonly string[] RangeFunctions =
    [
        "rate", "increase", "delta", "irate", "idelta", "deriv", "changes", "resets", "avg_over_time", "sum_over_time", "min_over_time", "max_over_time",
        "count_over_time", "last_over_time", "first_over_time", "stddev_over_time", "mad_over_time", "present_over_time", "absent_over_time", "ts_of_max_over_time",
    ];

    private static readonly string[] Folds = ["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"];
    private static readonly string[] Groupings = ["", " by (job)", " by (job, le)", " without (instance)", " by (__name__)", " without ()"];
    private static readonly string[] Arithmetic = ["+", "-", "*", "/", "%", "^", "atan2", "==", "!=", ">", "<", ">=", "<=", "== bool", "> bool"];
    private static readonly string[] Matching = ["", "on (job) ", "ignoring (instance) ", "on (instance, job) ", "on () ", "on (job) group_left () ", "on (job, instance) group_right (le) ", "ignoring (le) group_left () "];

    private readonly Random _random = new(seed);

    public string Vector(int depth)
    {
        if (depth <= 0) return Selector();
        switch (_random.Next(12))
        {
            case 0: return Selector();
            case 1: return $"{Pick(ElementFunctions)}({Vector(depth - 1)})";
            case 2 or 3: return $"{Pick(RangeFunctions)}({Range(depth - 1)})";
            case 4: return $"{Pick(Folds)}{Pick(Groupings)} ({Vector(depth - 1)})";
            case 5: return $"{Pick(["topk", "bottomk", "limitk"])}{Pick(Groupings)} ({_random.Next(4)}, {Vector(depth - 1)})";
            case 6: return $"quantile{Pick(Groupings)} ({Scalar(depth - 1)}, {Vector(depth - 1)})";
            case 7: return $"({Vector(depth - 1)} {Pick(Arithmetic)} {Pick(Matching)}{Vector(depth - 1)})";
            case 8: return $"({Vector(depth - 1)} {Pick(["and", "or", "unless"])} {Matching[_random.Next(5)]}{Vector(depth - 1)})";
            case 9: return _random.Next(2) == 0 ? $"({Vector(depth - 1)} {Pick(Arithmetic)} {Scalar(depth - 1)})" : $"({Scalar(depth - 1)} {Pick(Arithmetic)} {Vector(depth - 1)})";
            case 10: return $"(-{Vector(depth - 1)})";
            default: return Other(depth);
        }
    }

    private string Other(int depth) => _random.Next(7) switch
    {
        0 => $"histogram_quantile({Scalar(depth - 1)}, {Vector(depth - 1)})",
        1 => $"label_replace({Vector(depth - 1)}, \"job\", \"$1\", \"instance\", \"(.).*\")",
        2 => $"label_join({Vector(depth - 1)}, \"joined\", \"-\", \"job\", \"instance\")",
        3 => $"vector({Scalar(depth - 1)})",
        4 => $"clamp({Vector(depth - 1)}, {Scalar(depth - 1)}, {Scalar(depth - 1)})",
        5 => $"count_values(\"v\", {Vector(depth - 1)})",
        _ => $"predict_linear({Range(depth - 1)}, {Scalar(depth - 1)})",
    };

    private string Scalar(int depth) => _random.Next(depth <= 0 ? 2 : 5) switch
    {
        0 => (_random.Next(-3, 12) / 4.0).ToString(CultureInfo.InvariantCulture),
        1 => "time()",
        2 => $"scalar({Vector(depth - 1)})",
        3 => $"({Scalar(depth - 1)} {Pick(["+", "-", "*", "/"])} {Scalar(depth - 1)})",
        _ => "0.5",
    };

    private string Range(int depth) => depth > 0 && _random.Next(3) == 0
        ? $"({Vector(depth - 1)})[{_random.Next(1, 6)}m:{_random.Next(20, 100)}s]{Shift()}"
        : $"{Pick(Metrics)}[{_random.Next(1, 6)}m]{Shift()}";

    private string Selector() => Pick(Metrics) + Shift();

    private string Shift() => _random.Next(8) switch
    {
        0 => " offset 90s",
        1 => " offset -1m",
        2 => " @ 300",
        3 => " @ 300 offset 1m",
        _ => "",
    };

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
