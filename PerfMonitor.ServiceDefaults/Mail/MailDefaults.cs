using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Sending mail.</summary>
public static class MailDefaults
{
    /// <summary>Registers an <see cref="IMailer"/> for the server named in the section <c>Smtp</c>.</summary>
    public static WebApplicationBuilder AddMailer(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<SmtpOptions>("Smtp");
        builder.Services.AddSingleton<IMailer, SmtpMailer>();
        return builder;
    }
}
