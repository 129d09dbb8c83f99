using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>A StreamUpsertProfiles call, message by message, with a limit on every wait.</summary>
internal sealed class ImportStream : IDisposable
{
    private readonly AsyncDuplexStreamingCall<StreamUpsertProfilesRequest, StreamUpsertProfilesResponse> call;
    private readonly Task configured;

    /// <summary>Begins one.</summary>
    /// <param name="channel">To the server.</param>
    /// <param name="minReplicas">Replicas that must have each write.</param>
    public ImportStream(ChannelBase channel, uint minReplicas = 0)
    {
        call = new ProfileService.ProfileServiceClient(channel).StreamUpsertProfiles();
        configured = call.RequestStream.WriteAsync(new StreamUpsertProfilesRequest
        {
            Config = new StreamUpsertProfilesConfig { WriteOptions = new ProfileWriteOptions { MinReplicas = minReplicas } },
        });
    }

    /// <summary>Sends a chunk.</summary>
    public async Task SendAsync(ulong sequence, IEnumerable<CreatorProfile> profiles)
    {
        await configured.WaitAsync(Until.Patience);
        await call.RequestStream.WriteAsync(new StreamUpsertProfilesRequest
        {
            Chunk = new StreamUpsertProfilesChunk { Sequence = sequence, Profiles = new CreatorProfiles { Profiles = { profiles } } },
        }).WaitAsync(Until.Patience);
    }

    /// <summary>The next answer to a chunk.</summary>
    public async Task<StreamUpsertProfilesChunkResult> ResultAsync()
    {
        do
        {
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Until.Patience));
        }
        while (call.ResponseStream.Current.MessageCase == StreamUpsertProfilesResponse.MessageOneofCase.Accepted);
        Assert.Null(call.ResponseStream.Current.Result.Status);
        return call.ResponseStream.Current.Result;
    }

    /// <summary>Sends a chunk and waits for its answer.</summary>
    public async Task<StreamUpsertProfilesChunkResult> WriteAsync(ulong sequence, IEnumerable<CreatorProfile> profiles)
    {
        await SendAsync(sequence, profiles);
        var result = await ResultAsync();
        Assert.Equal(sequence, result.Sequence);
        return result;
    }

    public void Dispose() => call.Dispose();
}
