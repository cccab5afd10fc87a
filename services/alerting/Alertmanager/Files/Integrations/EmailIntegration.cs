using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Email;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>email_configs</c>. Where neither <c>html</c> nor <c>text</c> is given our own mail goes out, with its charts.</summary>
internal static class EmailIntegration
{
    public static IChannelOptions Read(IntegrationReader email)
    {
        email.Map("headers", ("Subject", """{{ template "email.default.subject" . }}"""));
        if (email.ReplacesDefaults)
        {
            email.Default("html", isHtml: true);
        }
        else
        {
            email.Word("html", isHtml: true);
        }

        email.Word("text");
        email.Section.PassOver("threading");
        var to = email.Address("to", email.Section.Text("to"));
        if (to.Length == 0)
        {
            email.Section.Refuse("to", "is missing; nobody would be told");
        }

        var mail = new MailSettings(email.Section, "", email.Secrets, email.Global.Mail);
        return new EmailOptions
        {
            Name = email.Name,
            Recipients = EmailOptions.Several(to),
            AreTemplated = IntegrationReader.IsTemplate(to),
            Server = mail.Server(email),
            Tls = mail.Tls,
            SendResolved = email.SendResolved(false),
        };
    }
}
