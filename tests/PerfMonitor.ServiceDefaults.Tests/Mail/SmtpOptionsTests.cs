using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PerfMonitor.ServiceDefaults.Tests.Mail;

[Trait("feature", "S2-26")]
[Trait("feature", "S2-27")]
public sealed class SmtpOptionsTests
{
    [Fact]
    public void Defaults_send_nothing_and_encrypt()
    {
        var options = Bind([]);

        Assert.Equal(("", 587, "", "", true), (options.Host, options.Port, options.UserName, options.Password, options.Encrypts));
        Assert.Equal(("PerfMonitor <perfmonitor@localhost>", TimeSpan.FromSeconds(15)), (options.From, options.Timeout));
    }

    [Theory]
    [InlineData("127.0.0.1", null, false)]
    [InlineData("localhost", null, false)]
    [InlineData("::1", null, false)]
    [InlineData("localhost", "true", true)]
    [InlineData("smtp.example.org", null, true)]
    [InlineData("smtp.example.org", "false", false)]
    public void Encrypts_except_to_this_machine(string host, string? setting, bool encrypts) =>
        Assert.Equal(encrypts, Bind(new() { ["Smtp:Host"] = host, ["Smtp:UseStartTls"] = setting }).Encrypts);

    [Fact]
    public void Names_every_broken_key_at_once()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(new()
        {
            ["Smtp:Host"] = "smtp.example.org",
            ["Smtp:Port"] = "465",
            ["Smtp:Password"] = "secret",
            ["Smtp:From"] = "nobody",
            ["Smtp:UseStartTls"] = "false",
            ["Smtp:Timeout"] = "00:00:00",
        }));

        Assert.Equal(
            [
                "Smtp:From: 'nobody' is not a mail address; write it as 'Name <name@domain>'.",
                "Smtp:Timeout: 00:00:00 is not above 0 and at most 5 minutes.",
                "Smtp:Port: 465 is TLS from the first byte, which is not supported; use the submission port 587 with STARTTLS.",
                "Smtp:UserName, Smtp:Password: The two belong together; one of them is missing.",
                "Smtp:UseStartTls: With false, Smtp:Password would travel in clear text to smtp.example.org; remove the setting.",
            ],
            failure.Failures);
    }

    private static SmtpOptions Bind(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddValidatedOptions<SmtpOptions>("Smtp");
        return services.BuildServiceProvider().GetRequiredService<IOptions<SmtpOptions>>().Value;
    }
}
