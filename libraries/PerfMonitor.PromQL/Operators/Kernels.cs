using System.Runtime.CompilerServices;
using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Operators;

/// <summary>What an operator makes of two numbers; <see cref="Absent"/> where a comparison filters.</summary>
internal interface IKernel
{
    static abstract double Apply(double left, double right);
}

/// <summary>Runs an operator over columns. Each operator is a type of its own, so that its loop is compiled with it inlined.</summary>
internal static class Kernels
{
    public delegate void Column(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> output);

    /// <summary>The loop of an operator; comparisons filter, keeping the left value, or answer 0 and 1.</summary>
    public static Column Of(BinaryOperator op, bool returnsBool) => op switch
    {
        BinaryOperator.Add => Run<Add>,
        BinaryOperator.Subtract => Run<Subtract>,
        BinaryOperator.Multiply => Run<Multiply>,
        BinaryOperator.Divide => Run<Divide>,
        BinaryOperator.Modulo => Run<Modulo>,
        BinaryOperator.Power => Run<Power>,
        BinaryOperator.Atan2 => Run<Atan2>,
        BinaryOperator.Equal => returnsBool ? Run<Answer<Equal>> : Run<Equal>,
        BinaryOperator.NotEqual => returnsBool ? Run<Answer<NotEqual>> : Run<NotEqual>,
        BinaryOperator.Greater => returnsBool ? Run<Answer<Greater>> : Run<Greater>,
        BinaryOperator.Less => returnsBool ? Run<Answer<Less>> : Run<Less>,
        BinaryOperator.GreaterOrEqual => returnsBool ? Run<Answer<GreaterOrEqual>> : Run<GreaterOrEqual>,
        BinaryOperator.LessOrEqual => returnsBool ? Run<Answer<LessOrEqual>> : Run<LessOrEqual>,
        _ => throw new InvalidOperationException($"{op.Symbol()} combines sets, not numbers"),
    };

    private static void Run<TKernel>(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> output)
        where TKernel : struct, IKernel
    {
        right = right[..left.Length];
        output = output[..left.Length];
        for (int i = 0; i < left.Length; i++)
        {
            output[i] = Absent.Is(left[i]) || Absent.Is(right[i]) ? Absent.Value : TKernel.Apply(left[i], right[i]);
        }
    }

    private struct Add : IKernel
    {
        public static double Apply(double left, double right) => left + right;
    }

    private struct Subtract : IKernel
    {
        public static double Apply(double left, double right) => left - right;
    }

    private struct Multiply : IKernel
    {
        public static double Apply(double left, double right) => left * right;
    }

    private struct Divide : IKernel
    {
        public static double Apply(double left, double right) => left / right;
    }

    private struct Modulo : IKernel
    {
        public static double Apply(double left, double right) => left % right;
    }

    private struct Power : IKernel
    {
        public static double Apply(double left, double right) => Math.Pow(left, right);
    }

    private struct Atan2 : IKernel
    {
        public static double Apply(double left, double right) => Math.Atan2(left, right);
    }

    private struct Equal : IKernel
    {
        public static double Apply(double left, double right) => left == right ? left : Absent.Value;
    }

    private struct NotEqual : IKernel
    {
        public static double Apply(double left, double right) => left != right ? left : Absent.Value;
    }

    private struct Greater : IKernel
    {
        public static double Apply(double left, double right) => left > right ? left : Absent.Value;
    }

    private struct Less : IKernel
    {
        public static double Apply(double left, double right) => left < right ? left : Absent.Value;
    }

    private struct GreaterOrEqual : IKernel
    {
        public static double Apply(double left, double right) => left >= right ? left : Absent.Value;
    }

    private struct LessOrEqual : IKernel
    {
        public static double Apply(double left, double right) => left <= right ? left : Absent.Value;
    }

    private struct Answer<TComparison> : IKernel
        where TComparison : struct, IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Apply(double left, double right) => Absent.Is(TComparison.Apply(left, right)) ? 0 : 1;
    }
}
