using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace ClientBot;

/// <summary>Options that stop the start when they can't be: the message names the setting, its limit and what it is now.</summary>
internal static class CheckedOptions
{
    public static OptionsBuilder<T> AddChecked<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new Limits<T>(section));
        return services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }

    /// <summary>Checks the attributes of each property. Not for nested objects: our options have none.</summary>
    private sealed class Limits<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var faults = new List<string>();
            foreach (var property in typeof(T).GetProperties())
            {
                var value = property.GetValue(options);
                foreach (var rule in property.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>().Where(r => !r.IsValid(value)))
                    faults.Add(Fault($"{section}:{property.Name}", value, rule));
            }

            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }

        private static string Fault(string setting, object? value, ValidationAttribute rule) => rule switch
        {
            RequiredAttribute => $"{setting} is empty; set it",
            RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"{setting} is {value}; it must be from {range.Minimum} to {range.Maximum}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{setting} is {value}; {rule.FormatErrorMessage(setting)}"),
        };
    }
}
