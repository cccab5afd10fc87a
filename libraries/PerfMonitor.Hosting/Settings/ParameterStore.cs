using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Settings;

/// <summary>Keeps generated secrets beside the data they protect, readable by their owner only.</summary>
internal sealed class ParameterStore(string folder)
{
    private const string FileName = "parameters.json";
    private const string NotKept = "";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Lock _lock = new();
    private readonly HashSet<string> _made = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, string>? _values;

    private string FilePath => Path.Combine(folder, FileName);

    public static ParameterStore Of(IDistributedApplicationBuilder builder) =>
        (ParameterStore)builder.Services.Single(service => service.ServiceType == typeof(ParameterStore)).ImplementationInstance!;

    public string GetOrMake(string name, Func<string> make)
    {
        lock (_lock)
        {
            _values ??= Load();
            if (!_values.TryGetValue(name, out var value))
            {
                _values[name] = value = make();
                _made.Add(name);
                Save(_values);
            }

            // What was given at the first start is in force, and only its owner knows it; a new value is made for this run, and nobody is told to use it.
            return value == NotKept ? make() : value;
        }
    }

    /// <summary>Remembers that a value came from outside before one was made; the value itself is not kept.</summary>
    public string Given(string name, string value)
    {
        lock (_lock)
        {
            _values ??= Load();
            if (_values.TryAdd(name, NotKept))
            {
                Save(_values);
            }

            return value;
        }
    }

    /// <summary>Whether the value of the first start came from outside.</summary>
    public bool WasGiven(string name)
    {
        lock (_lock)
        {
            return (_values ??= Load()).GetValueOrDefault(name) == NotKept;
        }
    }

    /// <summary>Whether the value was made in this run, so that nobody has seen it before.</summary>
    public bool WasMadeNow(string name)
    {
        lock (_lock)
        {
            return _made.Contains(name);
        }
    }

    private Dictionary<string, string> Load()
    {
        if (!File.Exists(FilePath))
        {
            return new(StringComparer.OrdinalIgnoreCase);
        }

        try
        {
            return new(JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(FilePath)) ?? [], StringComparer.OrdinalIgnoreCase);
        }
        catch (JsonException e)
        {
            throw new DistributedApplicationException($"The file of generated secrets {FilePath} is damaged ({e.Message}); restore it, or start with --fresh to drop all data.", e);
        }
    }

    // Written beside and moved over, so that a crash leaves the old file or the new one.
    private void Save(Dictionary<string, string> values)
    {
        Directory.CreateDirectory(folder);
        var draft = FilePath + ".new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, values, Indented);
        }

        File.Move(draft, FilePath, overwrite: true);
    }
}

/// <summary>Marks a parameter whose generated value is kept.</summary>
internal sealed record PersistedParameterAnnotation : IResourceAnnotation;
