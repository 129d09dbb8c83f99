using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Health.V1;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>Watches a service's health, and keeps every status that it was told.</summary>
internal sealed class HealthWatch : IAsyncDisposable
{
    /// <summary>The service whose health follows the store.</summary>
    public const string Profiles = "influence.v1.ProfileService";

    private readonly AsyncServerStreamingCall<HealthCheckResponse> call;
    private readonly ConcurrentQueue<ServingStatus> seen = new();
    private readonly Task reading;

    /// <summary>Begins.</summary>
    /// <param name="channel">To the server.</param>
    /// <param name="service">Which service; empty for the server as a whole.</param>
    public HealthWatch(ChannelBase channel, string service)
    {
        call = new Health.HealthClient(channel).Watch(new HealthCheckRequest { Service = service });
        reading = ReadAsync();
    }

    /// <summary>Every status so far; each differs from the one before.</summary>
    public IReadOnlyList<ServingStatus> Seen => [.. seen];

    /// <summary>Waits until the last word is a status.</summary>
    public Task UntilAsync(ServingStatus status) => Until.TrueAsync(() => seen.LastOrDefault() == status, $"health is {status}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        call.Dispose();
        await reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                seen.Enqueue(call.ResponseStream.Current.Status);
            }
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Cancelled or StatusCode.Unavailable)
        {
            // The test left, or the server did.
        }
    }
}
