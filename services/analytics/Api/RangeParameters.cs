namespace PerfMonitor.Analytics.Api;

/// <summary><c>start</c>, <c>end</c> and <c>step</c> of a range query, checked.</summary>
internal sealed record RangeParameters(long StartMs, long EndMs, long StepMs)
{
    public static RangeParameters Read(ApiParameters parameters)
    {
        var (start, end) = (parameters.RequiredMoment("start"), parameters.RequiredMoment("end"));
        if (end < start)
        {
            throw ApiException.Invalid("end", "end timestamp must not be before start time");
        }

        var step = parameters.Duration("step") ?? throw ApiException.Invalid("step", "cannot parse \"\" to a valid duration");
        return step > 0
            ? new RangeParameters(start, end, step)
            : throw ApiException.Invalid("step", "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
}
