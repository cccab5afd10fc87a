using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Settings;

namespace Aspire.Hosting;

/// <summary>Adds values that come from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter that configuration must give (<c>Parameters:name</c>).</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddParameter(
            name,
            () => throw new MissingParameterValueException($"Parameter '{name}' has no value: set Parameters__{name} in the environment, or --Parameters:{name}=… on the command line."),
            secret: secret);

    /// <summary>Adds a parameter with a value that configuration may replace.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>Adds a parameter with a computed value that configuration may replace.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, _ => Configured(builder, name) ?? valueGetter(), secret));

    /// <summary>
    /// Adds a parameter with a default, such as a generated password; a persisted one is made once and kept with the data.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.AddResource(Create(builder, name, value, secret, persist));

    /// <summary>Says what the parameter is for; generated parameters that have a description are shown when they are made.</summary>
    public static IResourceBuilder<ParameterResource> WithDescription(this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        builder.Resource.Description = description;
        return builder;
    }

    /// <summary>A generated, persisted password without characters that need escaping in an address.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0)
    {
        var rules = new GenerateParameterDefault
        {
            // Aspire's length: over 128 bits with any of the alphabets.
            MinLength = 22,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        };
        return Create(builder, name, rules, secret: true, persist: true);
    }

    private static ParameterResource Create(IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret, bool persist)
    {
        var parameter = new ParameterResource(
            name,
            _ => (Configured(builder, name), persist) switch
            {
                (null, false) => value.GetDefaultValue(),
                (null, true) => ParameterStore.Of(builder).GetOrMake(name, value.GetDefaultValue),
                (var given, false) => given,
                (var given, true) => ParameterStore.Of(builder).Given(name, given),
            },
            secret)
        {
            Default = value,
        };
        if (persist)
        {
            parameter.Annotations.Add(new PersistedParameterAnnotation());
        }

        return parameter;
    }

    private static string? Configured(IDistributedApplicationBuilder builder, string name) => builder.Configuration[$"Parameters:{name}"];
}
