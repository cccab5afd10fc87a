namespace PerfMonitor.PromQL.Ast;

/// <summary>The operators between two expressions.</summary>
public enum BinaryOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>%</c></summary>
    Modulo,

    /// <summary><c>^</c></summary>
    Power,

    /// <summary><c>atan2</c></summary>
    Atan2,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>and</c></summary>
    And,

    /// <summary><c>or</c></summary>
    Or,

    /// <summary><c>unless</c></summary>
    Unless,
}

/// <summary>How many series of one side may match one of the other.</summary>
public enum MatchCardinality
{
    /// <summary>One on each side.</summary>
    OneToOne,

    /// <summary>Many on the left: <c>group_left</c>.</summary>
    ManyToOne,

    /// <summary>Many on the right: <c>group_right</c>.</summary>
    OneToMany,

    /// <summary>Many on both sides: set operators.</summary>
    ManyToMany,
}

/// <summary>How the series of two vectors are paired.</summary>
public sealed record VectorMatching
{
    /// <summary>Pairing by the <see cref="Labels"/> alone (<c>on</c>), else by all labels but these (<c>ignoring</c>).</summary>
    public bool On { get; init; }

    /// <summary>The labels of <c>on</c> or <c>ignoring</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>How many may match how many.</summary>
    public MatchCardinality Cardinality { get; init; }

    /// <summary>Labels of the one side copied to the result: <c>group_left(a, b)</c>.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>The value that stands for a missing series on the left, null for none.</summary>
    public double? FillLeft { get; init; }

    /// <summary>The value that stands for a missing series on the right, null for none.</summary>
    public double? FillRight { get; init; }
}

/// <summary>Two expressions and the operator between them.</summary>
public sealed record BinaryOperation(BinaryOperator Operator, Expression Left, Expression Right) : Expression
{
    /// <inheritdoc/>
    public override PromType Type =>
        Left.Type == PromType.Scalar && Right.Type == PromType.Scalar ? PromType.Scalar : PromType.InstantVector;

    /// <inheritdoc/>
    public override IEnumerable<Expression> Children => [Left, Right];

    /// <summary>A comparison that answers 0 or 1 rather than filtering.</summary>
    public bool ReturnsBool { get; init; }

    /// <summary>How series are paired; null where a side is a scalar.</summary>
    public VectorMatching? Matching { get; init; }

    /// <summary>Where the operator stands, with its modifiers.</summary>
    public TextRange OperatorPosition { get; init; }
}

/// <summary>What kind an operator is and how it is written.</summary>
public static class BinaryOperators
{
    /// <summary>The operator as written.</summary>
    public static string Symbol(this BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Modulo => "%",
        BinaryOperator.Power => "^",
        BinaryOperator.Atan2 => "atan2",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Greater => ">",
        BinaryOperator.Less => "<",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.And => "and",
        BinaryOperator.Or => "or",
        _ => "unless",
    };

    /// <summary>Whether the operator compares.</summary>
    public static bool IsComparison(this BinaryOperator op) => op is >= BinaryOperator.Equal and <= BinaryOperator.LessOrEqual;

    /// <summary>Whether the operator combines sets of series.</summary>
    public static bool IsSet(this BinaryOperator op) => op >= BinaryOperator.And;

    /// <summary>Whether the operator computes a new value, which is no longer the metric it came from.</summary>
    public static bool IsArithmetic(this BinaryOperator op) => op <= BinaryOperator.Atan2;
}
