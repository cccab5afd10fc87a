using PerfMonitor.Templates.Execution;

namespace PerfMonitor.Templates.Syntax;

/// <summary>Reads what has a value: <c>printf "%.1f" (index $labels "x") | title</c>.</summary>
internal sealed class PipelineParser(Cursor cursor, TemplateDialect dialect, Scope scope, ISet<string> called)
{
    private bool IsAtEnd => cursor.IsAtEnd || cursor.IsAtClose || cursor.Peek is '|' or ')';

    /// <summary>A pipeline up to the end of the action or a closing parenthesis, which are left to the caller.</summary>
    public Operand Pipeline()
    {
        scope.Enter(cursor.Place);
        var result = Command(piped: null);
        while (cursor.Take("|"))
        {
            result = Command(result);
        }

        scope.Leave();
        return result;
    }

    private Operand Command(Operand? piped)
    {
        cursor.SkipSpace();
        var place = cursor.Place;
        if (IsAtEnd)
        {
            throw place.Fail(piped is null ? "a value is missing" : "a function must follow '|'");
        }

        if (Function() is { } name)
        {
            return Call(name, Arguments(piped), place);
        }

        var (first, takesArguments) = Value();
        var arguments = Arguments(piped);
        return arguments.Count > 0
            ? first is Member member && takesArguments ? member with { Arguments = arguments }
                : throw place.Fail(piped is null ? "only a function or a method takes arguments" : "only a function can stand behind '|'")
            : first is Literal { Value: null } ? throw place.Fail("'nil' alone says nothing") : first;
    }

    // What stands up to '|', ')' or the end, and at last what comes through '|'.
    private List<Operand> Arguments(Operand? piped)
    {
        var arguments = new List<Operand>();
        for (cursor.SkipSpace(); !IsAtEnd; cursor.SkipSpace())
        {
            var place = cursor.Place;
            if (!Cursor.IsSpace(cursor.Previous))
            {
                throw place.Fail($"unexpected {cursor.Shown}");
            }

            arguments.Add(Function() is { } name ? Call(name, [], place) : Value().Value);
        }

        return piped is null ? arguments : [.. arguments, piped];
    }

    // A word that is no literal.
    private string? Function()
    {
        var start = cursor.Offset;
        var name = cursor.Name();
        if (name is not ("" or "true" or "false" or "nil"))
        {
            return name;
        }

        cursor.Offset = start;
        return null;
    }

    private (Operand Value, bool TakesArguments) Value()
    {
        var place = cursor.Place;
        switch (cursor.Peek)
        {
            case '"' or '`':
                return (new Literal(Literals.Text(cursor), place), false);
            case '\'':
                return (new Literal(Literals.Character(cursor), place), false);
            case '(':
                cursor.Take("(");
                var inner = Pipeline();
                return cursor.Take(")") ? Chain(inner) : throw cursor.Place.Fail("')' is missing");
            case '$':
                cursor.Take("$");
                return Chain(Known("$" + cursor.Name(), place));
            case '.' when !char.IsAsciiDigit(cursor.Next):
                return Cursor.IsNameCharacter(cursor.Next) ? Chain(new Dot(place)) : cursor.Take(".") ? (new Dot(place), false) : default;
            case (>= '0' and <= '9') or '+' or '-' or '.':
                return (new Literal(Literals.Number(cursor), place), false);
            default:
                return (new Literal(cursor.Name() switch
                {
                    "true" => true,
                    "false" => false,
                    "nil" => null,
                    _ => throw place.Fail($"unexpected {cursor.Shown}"),
                }, place), false);
        }
    }

    private Variable Known(string variable, Place place) => scope.Knows(variable) ? new Variable(variable, place)
        : throw place.Fail($"there is no variable '{variable}' here; there are {string.Join(", ", scope.Variables.Distinct())}");

    // The fields behind a value: '.Labels.job'.
    private (Operand Value, bool TakesArguments) Chain(Operand value)
    {
        var isChain = false;
        while (cursor.Peek == '.')
        {
            var place = cursor.Place;
            cursor.Take(".");
            var name = cursor.Name();
            if (name.Length == 0)
            {
                throw cursor.Place.Fail("a field's name is missing behind '.'");
            }

            Check(value, name, place);
            (value, isChain) = (new Member(value, name, [], place), true);
        }

        return (value, isChain);
    }

    private void Check(Operand of, string field, Place place)
    {
        var isData = of is Dot ? scope.DotIsData : of is Variable { Name: "$" } && scope.RootIsData;
        if (isData && dialect.Fields is { } fields && !fields.Contains(field))
        {
            throw place.Fail($"there is no field '.{field}'; there are {string.Join(", ", fields.Select(static one => $".{one}"))}");
        }
    }

    private Operand Call(string name, List<Operand> arguments, Place place)
    {
        if (!dialect.Functions.TryGetValue(name, out var function))
        {
            throw place.Fail($"there is no function '{name}'; there are {string.Join(", ", dialect.Functions.Keys.Order(StringComparer.Ordinal))}");
        }

        if (arguments.Count < function.Least || arguments.Count > function.Most)
        {
            throw place.Fail($"'{name}' takes {Counted(function)}, not {arguments.Count}");
        }

        called.Add(name);
        return name is "and" or "or" ? new ShortCircuit(name == "or", arguments, place) : new Call(name, Prepared(function, arguments, place), arguments, place);
    }

    private static Func<TemplateCall, object?> Prepared(TemplateFunction function, List<Operand> arguments, Place place)
    {
        if (function.Prepare is null || arguments is not [Literal { Value: string text }, ..])
        {
            return function.Apply;
        }

        try
        {
            return function.Prepare(text);
        }
        catch (TemplateException refusal)
        {
            throw place.Fail($"'{function.Name}': {refusal.Message}");
        }
    }

    private static string Counted(TemplateFunction function) => function.Most == int.MaxValue ? $"{function.Least} or more values"
        : function.Least == function.Most ? function.Least == 1 ? "1 value" : $"{function.Least} values"
        : $"{function.Least} to {function.Most} values";
}
