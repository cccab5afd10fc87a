using System.Net.Http.Headers;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>How a token is had with OAuth 2's client credentials (RFC 6749, 4.4).</summary>
/// <param name="TokenUrl">Where.</param>
/// <param name="ClientId">As whom.</param>
/// <param name="ClientSecret">With which secret.</param>
/// <param name="Scopes">For what.</param>
/// <param name="Parameters">What the server wants to know besides.</param>
internal sealed record ClientCredentials(string TokenUrl, string ClientId, string ClientSecret, IReadOnlyList<string> Scopes, IReadOnlyList<(string Name, string Value)> Parameters);

/// <summary>Puts the token into every request, and gets a new one before it is over or when it is not accepted any more.</summary>
internal sealed class ClientCredentialsHandler(ClientCredentials credentials, TimeProvider clock) : DelegatingHandler
{
    // A request that begins with a token must also end with it.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    // Where the server does not say how long it holds.
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _asking = new(1);

    // One reference, so that it is forgotten as a whole while another request reads it.
    private volatile Held? _held;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == System.Net.HttpStatusCode.Unauthorized)
        {
            // The channel's next attempt begins with a new one.
            _held = null;
        }

        return response;
    }

    protected override void Dispose(bool disposing)
    {
        _asking.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var held = _held is { } known && known.Until > clock.GetUtcNow() ? known : await AskAsync(cancellationToken);
            _held = held;
            return held.Token;
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task<Held> AskAsync(CancellationToken cancellationToken)
    {
        var form = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials"), new("client_id", credentials.ClientId), new("client_secret", credentials.ClientSecret) };
        form.AddRange(credentials.Parameters.Select(static parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));
        if (credentials.Scopes.Count > 0)
        {
            form.Add(new("scope", string.Join(' ', credentials.Scopes)));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, credentials.TokenUrl) { Content = new FormUrlEncodedContent(form) };
        using var response = await base.SendAsync(request, cancellationToken);
        var answer = new HttpAnswer(response.StatusCode, await HttpConnections.BodyAsync(response, cancellationToken), null);
        if (!response.IsSuccessStatusCode || (string?)answer.Json?["access_token"] is not { Length: > 0 } token)
        {
            // What it says may hold the secret, so its status must do.
            throw new HttpRequestException($"no token from {HttpAddress.Shown(credentials.TokenUrl)}: {(int)response.StatusCode}; check client_id, client_secret and scopes of oauth2");
        }

        var holds = (double?)answer.Json["expires_in"] is { } seconds and > 0 and < 31_536_000 ? TimeSpan.FromSeconds(seconds) : Usual;
        return new Held(token, clock.GetUtcNow() + (holds > Margin * 2 ? holds - Margin : holds / 2));
    }

    private sealed record Held(string Token, DateTimeOffset Until);
}
