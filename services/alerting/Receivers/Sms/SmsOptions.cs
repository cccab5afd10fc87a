using System.Text.RegularExpressions;

namespace PerfMonitor.Alerting.Receivers.Sms;

/// <summary>Text messages through Twilio, or a service with the same API (section <c>Channels:Sms:N</c>).</summary>
internal sealed partial class SmsOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>sms</c>.</summary>
    public string Name { get; init; } = "sms";

    /// <summary>Where the API is. Default: <c>https://api.twilio.com</c>.</summary>
    public string BaseUrl { get; init; } = "https://api.twilio.com";

    /// <summary>The account, for example <c>AC0123…</c>; also the user name.</summary>
    public string AccountSid { get; init; } = "";

    /// <summary>The account's secret. Never logged, never shown again.</summary>
    public string AuthToken { get; init; } = "";

    /// <summary>Sender: a number such as <c>+4930123456</c>, a short code, or a name of up to 11 letters and digits. Either this or <see cref="MessagingServiceSid"/>.</summary>
    public string From { get; init; } = "";

    /// <summary>A messaging service of the account that chooses the sender.</summary>
    public string MessagingServiceSid { get; init; } = "";

    /// <summary>Recipients, each in the international form (E.164), for example <c>+4915112345678</c>.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Whether the service is to report at <c>Page:Url</c> what became of each message; that address must be reachable for it. Default: no.</summary>
    public bool StatusCallback { get; init; }

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(BaseUrl))
        {
            yield return ("BaseUrl", "is not an address such as https://api.twilio.com.");
        }

        if (!Sid().IsMatch(AccountSid))
        {
            yield return ("AccountSid", $"'{AccountSid}' is not the id of an account, such as AC followed by 32 digits and letters.");
        }

        if (AuthToken.Length == 0)
        {
            yield return ("AuthToken", "is missing; without it the service takes no message.");
        }

        if (From.Length == 0 == (MessagingServiceSid.Length == 0))
        {
            yield return ("From", "Either From or MessagingServiceSid says who the sender is; set one of them.");
        }
        else if (From.Length > 0 && !Number().IsMatch(From) && !SenderName().IsMatch(From))
        {
            yield return ("From", $"'{From}' is neither a number such as +4930123456, a short code, nor a name of up to 11 letters and digits.");
        }

        if (To.Count == 0)
        {
            yield return ("To:0", "is missing; nobody would be told.");
        }

        foreach (var (number, index) in To.Select((number, index) => (number, index)).Where(item => !Number().IsMatch(item.number)))
        {
            yield return ($"To:{index}", $"'{number}' is not a number in the international form, such as +4915112345678 (E.164: a plus, then 2 to 15 digits, no blanks).");
        }
    }

    // ITU-T E.164: at most 15 digits, the country code does not begin with 0.
    [GeneratedRegex(@"\A\+[1-9][0-9]{1,14}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A[a-zA-Z0-9 ]{1,11}\z")]
    private static partial Regex SenderName();

    [GeneratedRegex(@"\A[a-zA-Z0-9]{2,64}\z")]
    private static partial Regex Sid();
}
