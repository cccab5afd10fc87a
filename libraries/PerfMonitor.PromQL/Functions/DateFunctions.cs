using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Parts of the date and time of day of Unix timestamps in seconds, UTC; without an argument, of the step.</summary>
internal static class DateFunctions
{
    private const long SecondsPerDay = 86_400;

    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        Add(bodies, "minute", seconds => Modulo(seconds, 3_600) / 60);
        Add(bodies, "hour", seconds => Modulo(seconds, SecondsPerDay) / 3_600);
        // The epoch was a Thursday; Sunday is 0.
        Add(bodies, "day_of_week", seconds => Modulo(Days(seconds) + 4, 7));
        Add(bodies, "day_of_month", seconds => Civil(Days(seconds)).Day);
        Add(bodies, "month", seconds => Civil(Days(seconds)).Month);
        Add(bodies, "year", seconds => Civil(Days(seconds)).Year);
        Add(bodies, "day_of_year", seconds => Days(seconds) - DaysBefore(Civil(Days(seconds)).Year, 1) + 1);
        Add(bodies, "days_in_month", seconds => Civil(Days(seconds)) is var (year, month, _) ? DaysBefore(year, month + 1) - DaysBefore(year, month) : 0);
    }

    private static void Add(Dictionary<string, FunctionBody> bodies, string name, Func<long, long> part) => bodies[name] = call =>
    {
        var input = call.Count == 0 ? StepTimes(call) : call.Vector(0);
        return ElementWise.Apply(input, seconds => double.IsFinite(seconds) ? part(Bounded(seconds)) : double.NaN, call.Context);
    };

    private static VectorSteps StepTimes(CallContext call) => ConversionFunctions.ToVector(QueryTimeFunctions.StepTimes(call), call);

    // Years beyond ten billion would overflow the arithmetic below and mean nothing.
    private static long Bounded(double seconds) => (long)Math.Clamp(seconds, -1e17, 1e17);

    private static long Days(long seconds) => (seconds - Modulo(seconds, SecondsPerDay)) / SecondsPerDay;

    private static long Modulo(long value, long by) => (value % by + by) % by;

    /// <summary>Days from the epoch to the first of a month (13 is January of the next year); after H. Hinnant, chrono-compatible low-level date algorithms.</summary>
    private static long DaysBefore(long year, long month)
    {
        if (month > 12) (year, month) = (year + 1, month - 12);
        if (month <= 2) year--;
        long era = (year >= 0 ? year : year - 399) / 400;
        long yearOfEra = year - era * 400;
        long dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private static (long Year, long Month, long Day) Civil(long days)
    {
        days += 719_468;
        long era = (days >= 0 ? days : days - 146_096) / 146_097;
        long dayOfEra = days - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * dayOfYear + 2) / 153;
        long month = shifted < 10 ? shifted + 3 : shifted - 9;
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1);
    }
}
