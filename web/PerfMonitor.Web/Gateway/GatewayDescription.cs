using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PerfMonitor.Web.Gateway.Described;

namespace PerfMonitor.Web.Gateway;

/// <summary>Adds the services' operations to our OpenAPI document, with what each asks of the caller, and the two ways to sign in.</summary>
internal sealed partial class GatewayDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "PerfMonitor",
            Version = typeof(GatewayDescription).Assembly.GetName().Version!.ToString(3),
            Description = "Every path of the system, on one address. Errors are problem details (RFC 9457). "
                + "With the session cookie, requests that change something need the header X-Requested-With.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["apiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key of /api/api-keys" },
            ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = Authentication.SessionCookie.Name, Description = "Set by POST /api/login" },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("apiKey", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", document)] = [] },
        ];
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        foreach (var (name, schema) in DescribedOperations.Schemas)
            document.Components.Schemas.Add(name, schema);
        foreach (var path in GatewayOperations.All.GroupBy(operation => operation.Path))
            document.Paths.Add(path.Key, Describe(document, path));
        return Task.CompletedTask;
    }

    private static OpenApiPathItem Describe(OpenApiDocument document, IGrouping<string, GatewayOperation> path)
    {
        var item = new OpenApiPathItem { Operations = [] };
        foreach (var operation in path)
        {
            var described = DescribedOperations.Find(operation.Method, path.Key);
            var forward = (RouteDecision.Forward)RouteTable.Decide(operation.Method, Parameter().Replace(path.Key, "x"));
            document.Tags ??= new HashSet<OpenApiTag>();
            document.Tags.Add(new OpenApiTag { Name = forward.Route.Service });
            item.Operations.Add(new HttpMethod(operation.Method), new OpenApiOperation
            {
                Summary = operation.Summary,
                Description = $"Answered by {forward.Route.Service}. Needs {forward.Access.Describe()}.",
                Tags = new HashSet<OpenApiTagReference> { new(forward.Route.Service, document) },
                Parameters = described?.Parameters ?? [.. Parameter().Matches(path.Key).Select(match => new OpenApiParameter
                {
                    Name = match.Groups[1].Value,
                    In = ParameterLocation.Path,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                })],
                RequestBody = described?.RequestBody,
                Responses = described?.Responses ?? new OpenApiResponses { ["default"] = new OpenApiResponse { Description = $"What {forward.Route.Service} answers" } },
            });
        }

        return item;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
