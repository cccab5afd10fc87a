using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PerfMonitor.ServiceDefaults.Tests.Settings;

public sealed class ValidatedOptionsTests
{
    [Fact]
    public void Name_every_broken_key_at_once()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(("Retention:Days", "0"), ("Retention:Folder", "")));

        Assert.Equal(
            ["Retention:Days: The field Days must be between 1 and 3650.", "Retention:Folder: The Folder field is required."],
            failure.Failures);
    }

    [Fact]
    public void Take_what_is_set_and_keep_the_defaults()
    {
        var retention = Bind(("Retention:Days", "7"));

        Assert.Equal((7, "data"), (retention.Days, retention.Folder));
    }

    private static Retention Bind(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build());
        services.AddValidatedOptions<Retention>("Retention");
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<Retention>>().Value;
    }

    private sealed class Retention
    {
        [Range(1, 3650)]
        public int Days { get; init; } = 30;

        [Required]
        public string Folder { get; init; } = "data";
    }
}
