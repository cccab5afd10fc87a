namespace PerfMonitor.Alerting;

/// <summary>A part of the configuration that a reload puts another in the place of. Whoever works with it reads the value once for each piece of work.</summary>
internal sealed class Live<T>(T first)
    where T : class
{
    private volatile T _value = first;

    public T Value
    {
        get => _value;
        set => _value = value;
    }

    /// <summary>One that nothing changes.</summary>
    public static implicit operator Live<T>(T value) => new(value);
}
