namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>Secrets stand in the file, or in a file of their own whose name it gives.</summary>
internal sealed class SecretReader(FileReader files)
{
    /// <summary>The field, or what the file named by <c>field_file</c> holds; null where neither is there.</summary>
    public string? Read(YamlSection section, string field)
    {
        if (section.Text($"{field}_file") is not { Length: > 0 } file)
        {
            return section.Text(field);
        }

        if (section.Has(field))
        {
            section.Refuse(field, $"only one of {field} and {field}_file can be given");
        }

        return ReadFile(section, $"{field}_file", file);
    }

    /// <summary>What a file holds that a field names.</summary>
    public string? ReadFile(YamlSection section, string field, string file)
    {
        try
        {
            return files.Read(file).Trim();
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or ArgumentException)
        {
            section.Refuse(field, $"'{file}' cannot be read: {missing.Message.TrimEnd('.')}");
            return null;
        }
    }
}
