using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Api;

/// <summary>The parameters of a request, from its address and from its form, where a form's come first.</summary>
internal sealed class ApiParameters
{
    /// <summary>Most bytes of a form.</summary>
    public const int MaxFormBytes = 1024 * 1024;

    // A dashboard asks for many series by a match[] of each.
    private const int MaxFormValues = 10_000;

    private readonly IQueryCollection _query;
    private readonly IFormCollection? _form;

    private ApiParameters(IQueryCollection query, IFormCollection? form) => (_query, _form) = (query, form);

    public static async Task<ApiParameters> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return new ApiParameters(context.Request.Query, form: null);
        }

        try
        {
            var form = new FormFeature(context.Request, new FormOptions { BufferBodyLengthLimit = MaxFormBytes, ValueLengthLimit = MaxFormBytes, KeyLengthLimit = 100, ValueCountLimit = MaxFormValues });
            return new ApiParameters(context.Request.Query, await form.ReadFormAsync(context.RequestAborted));
        }
        catch (Exception failure) when (failure is InvalidDataException or BadHttpRequestException)
        {
            throw new ApiException(ApiException.BadData, $"error parsing form values: {failure.Message}");
        }
    }

    /// <summary>The first value of a parameter; empty where it is absent.</summary>
    public string Text(string name) => All(name) is [{ } first, ..] ? first : "";

    /// <summary>Every value of a parameter.</summary>
    public IReadOnlyList<string> All(string name)
    {
        var values = StringValues.Concat(_form?[name] ?? StringValues.Empty, _query[name]);
        return [.. values.Where(static value => value is not null)!];
    }

    public long Moment(string name, long defaultMs) => Text(name).Length == 0 ? defaultMs : RequiredMoment(name);

    public long RequiredMoment(string name) => PromTime.TryParseMoment(Text(name), out var milliseconds) ? milliseconds : throw NoTimestamp(name);

    /// <summary>
    /// <c>start</c> and <c>end</c> of a range of which only what lies within counts, open where one of them is absent. They may lie beyond every
    /// sample, as in Prometheus: Grafana learns by a question in milliseconds whether there are exemplars.
    /// </summary>
    public (long StartMs, long EndMs) OpenRange()
    {
        var (start, end) = (Bound("start", long.MinValue / 2), Bound("end", long.MaxValue / 2));
        return start <= end ? (start, end) : throw ApiException.Invalid("end", "end timestamp must not be before start time");
    }

    public long? Duration(string name)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            return null;
        }

        return PromTime.TryParseDuration(text, out var milliseconds)
            ? milliseconds
            : throw ApiException.Invalid(name, $"cannot parse \"{text}\" to a valid duration");
    }

    /// <summary>How many results at most; 0 for no limit.</summary>
    public int Limit(string name = "limit")
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw ApiException.Invalid(name, $"cannot parse \"{text}\" to a non-negative integer");
    }

    /// <summary>Yes or no as Go's <c>ParseBool</c> reads it, in letters of either case; no where it is absent.</summary>
    public bool Flag(string name) => Text(name).ToLowerInvariant() switch
    {
        "1" or "t" or "true" => true,
        "" or "0" or "f" or "false" => false,
        var text => throw ApiException.Invalid(name, $"cannot parse \"{text}\" to a boolean"),
    };

    /// <summary>The selectors of <c>match[]</c>.</summary>
    public IReadOnlyList<IReadOnlyList<LabelMatcher>> Matchers() => [.. All("match[]").Select(Selector)];

    private long Bound(string name, long defaultMs) =>
        Text(name).Length == 0 ? defaultMs : PromTime.TryParseBound(Text(name), out var milliseconds) ? milliseconds : throw NoTimestamp(name);

    private ApiException NoTimestamp(string name) => ApiException.Invalid(name, $"cannot parse \"{Text(name)}\" to a valid timestamp");

    private static IReadOnlyList<LabelMatcher> Selector(string text)
    {
        try
        {
            return PromQuery.ParseSelector(text);
        }
        catch (PromParseException broken)
        {
            throw ApiException.Invalid("match[]", broken.Message);
        }
    }
}
