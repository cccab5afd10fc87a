namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>Secrets stand in the file, or in a file of their own whose name it gives.</summary>
/// <param name="readFile">The text of a file, relative names being beside the configuration.</param>
internal sealed class SecretReader(Func<string, string> readFile)
{
    /// <summary>The field, or what the file named by <c>field_file</c> holds; null where neither is there.</summary>
    public string? Read(YamlSection section, string field)
    {
        if (section.Text($"{field}_file") is not { } file)
        {
            return section.Text(field);
        }

        if (section.Has(field))
        {
            section.Refuse(field, $"only one of {field} and {field}_file can be given");
        }

        try
        {
            return readFile(file).Trim();
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or ArgumentException)
        {
            section.Refuse($"{field}_file", $"'{file}' cannot be read: {missing.Message.TrimEnd('.')}");
            return null;
        }
    }
}
