using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Running;

/// <summary>A resource that nobody starts: a parameter, a connection string, a server that configuration points to.</summary>
internal sealed class GivenRunner(IResource resource, string id, RunContext context) : ResourceRunner(resource, id, context)
{
    private ResourcePropertySnapshot? _value;

    public override bool IsAwaited => Resource is not ParameterResource;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _value = Resource switch
            {
                ParameterResource parameter => new("Value", await parameter.GetValueAsync(cancellationToken).ConfigureAwait(false)) { IsSensitive = parameter.Secret },
                IResourceWithConnectionString source => new("resource.connectionString", await source.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false)) { IsSensitive = true },
                _ => null,
            };
            SetState(KnownResourceStates.Running);
        }
        catch (MissingParameterValueException e)
        {
            _value = new("Value", e.Message);
            SetState(new ResourceStateSnapshot(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn));
            Context.Console.Warn(e.Message);
        }
    }

    protected override CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot) => snapshot with
    {
        ResourceType = Resource switch
        {
            ParameterResource => "Parameter",
            ContainerResource => "ConnectionString",
            _ => Resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
        },
        Properties = _value is null ? [] : [_value],
    };
}
