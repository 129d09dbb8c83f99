using System.Net;
using System.Net.Http.Headers;
using Google.Rpc;
using Grpc.Core;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Sends bytes as the body of a gRPC call, whatever they are, and reads with what status it ends.</summary>
internal static class GrpcPost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The code, and the reason where the status has one.</summary>
    public static async Task<(StatusCode Code, string? Reason)> SendAsync(Uri address, string path, byte[] body, string? encoding = null)
    {
        using var http = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (encoding is not null)
        {
            request.Headers.Add("grpc-encoding", encoding);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.ReadAsByteArrayAsync();
        var headers = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : (HttpHeaders)response.Headers;
        return ((StatusCode)int.Parse(headers.GetValues("grpc-status").Single()), ReasonIn(headers));
    }

    private static string? ReasonIn(HttpHeaders headers)
    {
        if (!headers.TryGetValues("grpc-status-details-bin", out var values))
        {
            return null;
        }

        var text = values.Single();
        var bytes = Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
        return Google.Rpc.Status.Parser.ParseFrom(bytes).Detail<ErrorInfo>()?.Reason;
    }
}
