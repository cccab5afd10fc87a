using System.Net.Http.Headers;
using System.Text;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Sms;

/// <summary>One text message for each recipient, in the form of Twilio's <c>Messages.json</c>.</summary>
internal sealed class SmsReceiver(SmsOptions options, PageOptions page, HttpSender http, ISentParts sent) : IReceiver
{
    public string Name => options.Name;

    public string Kind => "sms";

    // Each message costs money and rings.
    public LimitOptions? UsualLimit => new() { Most = 20, Per = TimeSpan.FromMinutes(10) };

    public bool SendResolved => options.SendResolved;

    public string Destination => $"{string.Join(", ", options.To)} through {HttpAddress.Shown(options.BaseUrl)}";

    public string? Off => null;

    public SmsOptions Options => options;

    /// <summary>Where the service reports what became of a message to a recipient.</summary>
    public string CallbackUrl(Guid notification) => $"{page.Url.TrimEnd('/')}/api/sms/{options.Name}/status?notification={notification}";

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var settled = await sent.OfAsync(notification.Id, cancellationToken);
        Outcome.RetryLater? later = null;
        foreach (var number in options.To.Where(number => !settled.ContainsKey(number)))
        {
            using var request = Compose(notification, number);
            var outcome = await http.SendAsync(request, cancellationToken);
            if (outcome is Outcome.RetryLater failed)
            {
                later = failed;
                if (failed.After is not null)
                {
                    // The service wants to be left alone; it would say so for each of the others.
                    break;
                }
            }
            else
            {
                // At once: the next recipient's attempt may be cut off by the time limit, or the process may die.
                settled = settled.SetItem(number, outcome);
                await sent.KeepAsync(notification.Id, [KeyValuePair.Create(number, outcome)], CancellationToken.None);
            }
        }

        return later is null ? SentParts.Sum(settled) : SentParts.Later(later, settled, options.To.Count);
    }

    private HttpRequestMessage Compose(Notification notification, string number)
    {
        var form = new Dictionary<string, string> { ["To"] = number, ["Body"] = SmsText.Write(notification, page) };
        form.Add(options.From.Length > 0 ? "From" : "MessagingServiceSid", options.From.Length > 0 ? options.From : options.MessagingServiceSid);
        if (options.StatusCallback)
        {
            form.Add("StatusCallback", CallbackUrl(notification.Id));
        }

        var request = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{options.AccountSid}/Messages.json") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}")));

        // Twilio itself ignores it; the development inbox can tell a second attempt by it.
        request.Headers.Add("Idempotency-Key", $"{notification.Id}/{number}");
        return request;
    }
}
