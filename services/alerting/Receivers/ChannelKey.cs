namespace PerfMonitor.Alerting.Receivers;

/// <summary>Keys and tokens of channels.</summary>
internal static class ChannelKey
{
    /// <summary>Whether it can be one: services change the length of theirs, but none has a blank, and none is empty.</summary>
    public static bool IsValid(string key) => key.Length > 0 && !key.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character));
}
