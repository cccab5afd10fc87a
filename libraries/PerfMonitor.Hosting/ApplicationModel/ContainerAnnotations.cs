namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image a container runs.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    /// <summary>The registry; the engine's default if null.</summary>
    public string? Registry { get; set; }

    /// <summary>The image's name.</summary>
    public required string Image { get; set; }

    /// <summary>The tag.</summary>
    public string? Tag { get; set; }
}

/// <summary>A folder or volume in a container.</summary>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation
{
    /// <summary>The folder outside, or the volume's name.</summary>
    public string? Source => source;

    /// <summary>The path inside.</summary>
    public string Target => target;

    /// <summary>Folder or volume.</summary>
    public ContainerMountType Type => type;

    /// <summary>Whether the container may only read.</summary>
    public bool IsReadOnly => isReadOnly;
}

/// <summary>What is mounted into a container.</summary>
public enum ContainerMountType
{
    /// <summary>A folder of the machine.</summary>
    BindMount = 0,

    /// <summary>A volume of the engine.</summary>
    Volume = 1,
}
