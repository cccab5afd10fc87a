using System.Text.RegularExpressions;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>What the options of every channel have.</summary>
internal interface IChannelOptions
{
    /// <summary>The name routes use.</summary>
    string Name { get; }

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: the built-in words.</summary>
    string Template => Wording.BuiltIn;

    /// <summary>What is wrong beside the name, each with its key below the channel's own. Secrets are not quoted.</summary>
    IEnumerable<(string Key, string Message)> Validate();
}

/// <summary>Names of channels.</summary>
internal static partial class ChannelName
{
    /// <summary>What is wrong with a name, as a channel's options report what is wrong with them.</summary>
    public static IEnumerable<(string Key, string Message)> Refuse(string name)
    {
        if (!Shape().IsMatch(name))
        {
            yield return ("Name", $"'{name}' is not a name of 1 to 64 letters, digits, hyphens and underscores.");
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex Shape();
}
