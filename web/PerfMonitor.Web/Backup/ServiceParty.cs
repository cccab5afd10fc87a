using System.Net;
using System.Text.Json;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Gateway;

namespace PerfMonitor.Web.Backup;

/// <summary>A service's part, over HTTP in the name of whoever asks.</summary>
internal sealed class ServiceParty(string service, ServiceConnections connections, InternalToken tokens, TimeProvider time) : IBackupParty
{
    // Reading 64 MiB of JSON and comparing it takes seconds.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    public string Name => service;

    public Task<IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>> ReadAsync(string caller, CancellationToken cancellation) =>
        AskAsync<IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>>(HttpMethod.Get, null, caller, cancellation);

    public Task<RestoreAnswer> RestoreAsync(RestoreRequest request, string caller, CancellationToken cancellation) =>
        AskAsync<RestoreAnswer>(HttpMethod.Post, JsonContent.Create(request, options: BackupJson.Frame), caller, cancellation);

    private async Task<T> AskAsync<T>(HttpMethod method, HttpContent? content, string caller, CancellationToken cancellation)
        where T : class
    {
        if (connections.AddressOf(service) is not { } address)
            throw new PartyAwayException($"the address of {service} is not known: {ServiceConnections.AddressKey(service)} is not set");
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Timeout);
        using var request = new HttpRequestMessage(method, new Uri(address, BackupEndpoint.Path)) { Content = content };
        request.Headers.Add(InternalToken.Header, tokens.Issue(caller, Roles.Admin, time.GetUtcNow()));
        try
        {
            using var response = await connections.SendAsync(request, limited.Token);

            if (response.StatusCode == HttpStatusCode.ServiceUnavailable && await response.Content.ReadFromJsonAsync<RestoreAnswer>(BackupJson.Frame, limited.Token) is { Faults: [var reason, ..] })
                throw new PartyAwayException($"{service} cannot: {reason}");

            // What cannot be read is an answer too.
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.BadRequest))
                throw new PartyAwayException($"{service} answered {(int)response.StatusCode}");
            return await response.Content.ReadFromJsonAsync<T>(BackupJson.Frame, limited.Token)
                ?? throw new PartyAwayException($"{service} answered with nothing");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new PartyAwayException(failure is OperationCanceledException ? $"{service} did not answer within {Timeout.TotalSeconds:0} s" : $"{service} did not answer: {failure.Message}", failure);
        }
    }
}
