using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace InfluenceGrpc.Server.Security;

/// <summary>Finds out who makes a call: by the key it carries, else by its connection's certificate, else by where it comes from.</summary>
internal sealed class CallerFinder(CallerDirectory directory)
{
    private const string Bearer = "Bearer ";

    // Marks a connection whose certificate is nobody's, so that it is not read again with every call.
    private static readonly object Nobody = new();
    private static readonly object CertificateCaller = new();

    /// <summary>Who calls; null where that cannot be told.</summary>
    /// <remarks>A key that is wrong is not made up for by anything else: whoever presents it means to be somebody.</remarks>
    public Caller? Find(HttpContext context)
    {
        var authorization = context.Request.Headers[HeaderNames.Authorization];
        if (authorization.Count > 0)
        {
            return authorization is [{ } value] && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? directory.ByKey(value.AsSpan(Bearer.Length).Trim())
                : null;
        }

        return ByCertificate(context) ?? (directory.AllowsAnonymous && IsLocal(context) ? Caller.Anonymous : null);
    }

    private Caller? ByCertificate(HttpContext context)
    {
        if (context.Connection.ClientCertificate is not { } certificate)
        {
            return null;
        }

        var items = context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        if (!items.TryGetValue(CertificateCaller, out var found))
        {
            found = directory.ByCertificate(certificate) ?? Nobody;
            items[CertificateCaller] = found;
        }

        return found as Caller;
    }

    /// <summary>Whether a request comes from this machine.</summary>
    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
