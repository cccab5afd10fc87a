using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Settings that are checked when the process starts, all at once, each error naming the key to set.</summary>
public static class ValidatedOptions
{
    /// <summary>Binds a configuration section to its options class, checks its annotations, and makes a broken one end the start.</summary>
    public static OptionsBuilder<T> AddValidatedOptions<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new AnnotationValidation<T>(section));
        return services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }

    private sealed class AnnotationValidation<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var results = new List<ValidationResult>();
            if (Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            {
                return ValidateOptionsResult.Success;
            }

            return ValidateOptionsResult.Fail(results.Select(result =>
                $"{string.Join(", ", result.MemberNames.Select(member => $"{section}:{member}").DefaultIfEmpty(section))}: {result.ErrorMessage}"));
        }
    }
}
