using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>influence.v1.TierService: which tier a creator belongs to.</summary>
internal sealed class TierService(
    CatalogAnswers lists,
    TierRequestReader requestReader,
    ReadOptionsReader readOptions,
    TierItemsSource itemsSource,
    TimeProvider time,
    ChunkStream<BulkRequest<StreamClassifyTiersRequest>, BulkAnswer<StreamClassifyTiersResponse>, StreamClassifyTiersConfig, BulkChunk> stream)
    : Influence.V1.TierService.TierServiceBase
{
    public override Task<ListTierSchemesResponse> ListTierSchemes(ListTierSchemesRequest request, ServerCallContext context) =>
        Task.FromResult(lists.TierSchemes);

    public override async Task<ClassifyTierResponse> ClassifyTier(ClassifyTierRequest request, ServerCallContext context)
    {
        var question = requestReader.ReadQuestion(request).OrThrow();
        var creator = (await itemsSource.ReadOneAsync(question, StoreCalls.OfUnary(context, time))).OrThrow();
        var classifications = question.Schemes.Select(scheme => creator.Item.Classify(scheme, 0).Value!).ToArray();
        return TierClassificationWriter.Write(classifications, creator.DataStatus);
    }

    public override async Task<BatchClassifyTiersResponse> BatchClassifyTiers(BatchClassifyTiersRequest request, ServerCallContext context)
    {
        var schemes = requestReader.ReadSchemes(request.Schemes, "").OrThrow();
        var wish = readOptions.ReadOrThrow(request.ReadOptions, "");
        using var items = BulkItems.Of(request.Items);
        var reading = (await itemsSource.ReadAsync(items, schemes, "items", wish, StoreCalls.OfUnary(context, time))).OrThrow();
        var response = new BatchClassifyTiersResponse { Tiers = TierColumnsWriter.Write(reading, schemes, request.Columns) };
        response.Schemes.AddRange(schemes.Select(TierSchemeWriter.Write));
        return response;
    }

    /// <summary>As the contract has it, its messages read and written in bulk.</summary>
    public Task StreamClassifyTiers(
        IAsyncStreamReader<BulkRequest<StreamClassifyTiersRequest>> requestStream,
        IServerStreamWriter<BulkAnswer<StreamClassifyTiersResponse>> responseStream,
        ServerCallContext context) =>
        stream.RunAsync(
            requestStream,
            responseStream,
            config => new TierChunkAnswerer(
                itemsSource,
                requestReader.ReadSchemes(config.Schemes, "config").OrThrow(),
                config.Columns,
                readOptions.ReadOrThrow(config.ReadOptions, "config")),
            context);
}
