namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a health check of a resource.</summary>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The check's name on the dashboard.</summary>
    public string Key => key;
}
