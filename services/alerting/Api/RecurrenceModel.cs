using System.Globalization;
using PerfMonitor.Alerting.Maintenance;

namespace PerfMonitor.Alerting.Api;

/// <summary>
/// When work comes back: the start as <c>02:00</c>, a duration in minutes, and the IANA name of the time zone. Weekly: days as <c>monday</c>…;
/// monthly: dates (1 to 31, or -1 to -31 from the end) and weekdays (week 1 to 5, or -1 for the last, and a day).
/// </summary>
internal sealed record RecurrenceModel(
    IReadOnlyList<string>? Days, IReadOnlyList<int>? Dates, IReadOnlyList<MonthWeekdayModel?>? Weekdays, string? Start, int DurationMinutes, string? TimeZone)
{
    private const int LongestMonth = 31;
    private const int MostWeeks = 5;

    public static RecurrenceModel? Daily(Recurrence? recurrence) => recurrence is { Days.Count: 0, Dates.Count: 0, Weekdays.Count: 0 } ? Of(recurrence) : null;

    public static RecurrenceModel? Weekly(Recurrence? recurrence) => recurrence is { Days.Count: > 0 } ? Of(recurrence) : null;

    public static RecurrenceModel? Monthly(Recurrence? recurrence) => recurrence is { Days.Count: 0 } and ({ Dates.Count: > 0 } or { Weekdays.Count: > 0 }) ? Of(recurrence) : null;

    /// <summary>What is wrong with it as <paramref name="kind"/> (daily, weekly or monthly) goes to <paramref name="errors"/>.</summary>
    public void Check(string kind, FieldErrors errors)
    {
        var (isWeekly, isMonthly) = (kind == "weekly", kind == "monthly");
        errors.Require(!isWeekly || Days is { Count: > 0 }, $"{kind}.days", "", "one or more of monday, tuesday, …");
        errors.Require(isWeekly || Days is null or [], $"{kind}.days", string.Join(", ", Days ?? []), "left out; days belong to weekly");
        errors.RequireEach(Days, Weekday.IsOne, $"{kind}.days", "one of monday, tuesday, …");
        errors.Require(!isMonthly || Dates is { Count: > 0 } || Weekdays is { Count: > 0 }, $"{kind}.dates", "", "one or more days of the month; or give weekdays");
        errors.Require(isMonthly || (Dates is null or [] && Weekdays is null or []), $"{kind}.dates", string.Join(", ", Dates ?? []), "left out, as must be weekdays; they belong to monthly");
        errors.Require((Dates?.Count ?? 0) <= 2 * LongestMonth, $"{kind}.dates", $"{Dates?.Count} of them", $"at most {2 * LongestMonth}");
        errors.RequireEach(Dates?.Select(date => date.ToString(CultureInfo.InvariantCulture)).ToList(), IsDate, $"{kind}.dates", "1 to 31, or -1 to -31 from the end of the month");
        errors.Require((Weekdays?.Count ?? 0) <= 7 * (MostWeeks + 1), $"{kind}.weekdays", $"{Weekdays?.Count} of them", $"at most {7 * (MostWeeks + 1)}");
        errors.RequireEach(Weekdays?.Select(weekday => weekday?.ToString()).ToList(), MonthWeekdayModel.IsOne, $"{kind}.weekdays", """such as {"week":2,"day":"tuesday"}; the week is 1 to 5, or -1 for the last""");
        errors.Require(TimeOnly.TryParseExact(Start, "HH:mm", out _), $"{kind}.start", Start, "a time such as 02:00");
        errors.Require(DurationMinutes >= 1 && DurationMinutes <= Recurrence.Longest.TotalMinutes, $"{kind}.durationMinutes", $"{DurationMinutes}", $"1 to {Recurrence.Longest.TotalMinutes:0}");
        errors.Require(TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone ?? "UTC", out _), $"{kind}.timeZone", TimeZone, "an IANA name such as Europe/Berlin that this machine knows");
    }

    public Recurrence Read() => new()
    {
        Days = (Days ?? []).Select(Weekday.Read).Distinct().ToList(),
        Dates = (Dates ?? []).Distinct().ToList(),
        Weekdays = (Weekdays ?? []).Select(static weekday => new MonthWeekday(weekday!.Week, Weekday.Read(weekday.Day!))).Distinct().ToList(),
        Start = TimeOnly.ParseExact(Start!, "HH:mm"),
        Duration = TimeSpan.FromMinutes(DurationMinutes),
        TimeZone = TimeZone ?? "UTC",
    };

    private static RecurrenceModel Of(Recurrence recurrence) => new(
        recurrence.Days.Count == 0 ? null : recurrence.Days.Select(Weekday.Write).ToList(),
        recurrence.Dates.Count == 0 ? null : recurrence.Dates,
        recurrence.Weekdays.Count == 0 ? null : recurrence.Weekdays.Select(static weekday => new MonthWeekdayModel(weekday.Week, Weekday.Write(weekday.Day))).ToList(),
        recurrence.Start.ToString("HH:mm", CultureInfo.InvariantCulture),
        (int)recurrence.Duration.TotalMinutes,
        recurrence.TimeZone);

    private static bool IsDate(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var date) && date != 0 && Math.Abs((long)date) <= LongestMonth;
}

/// <summary>The second Tuesday: <c>{"week":2,"day":"tuesday"}</c>.</summary>
internal sealed record MonthWeekdayModel(int Week, string? Day)
{
    public static bool IsOne(string? text) => text?.Split(' ') is [var week, var day] && week is "1" or "2" or "3" or "4" or "5" or "-1" && Weekday.IsOne(day);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Week} {Day}");
}
