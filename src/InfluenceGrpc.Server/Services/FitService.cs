using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>influence.v1.FitService: how well creators fit a brief.</summary>
internal sealed class FitService(
    CatalogAnswers lists,
    FitRequestReader requestReader,
    FitItemsSource itemsSource,
    BriefDerivationCall derivation,
    TimeProvider time,
    ChunkStream<BulkRequest<StreamScoreFitRequest>, BulkAnswer<StreamScoreFitResponse>, StreamScoreFitConfig, BulkChunk> stream,
    ChunkStream<RankCreatorsRequest, RankCreatorsResponse, RankCreatorsConfig, RankCreatorsChunk> rankStream)
    : Influence.V1.FitService.FitServiceBase
{
    public override Task<ListFitModelsResponse> ListFitModels(ListFitModelsRequest request, ServerCallContext context) =>
        Task.FromResult(lists.FitModels);

    public override async Task<ScoreFitResponse> ScoreFit(ScoreFitRequest request, ServerCallContext context)
    {
        var question = requestReader.ReadQuestion(request).OrThrow();
        var creator = (await itemsSource.ReadOneAsync(question, StoreCalls.OfUnary(context, time))).OrThrow();
        var figures = question.Brief.NewFigures();
        FitScorer.Score(question.Brief, creator.Profile, figures);
        return figures.HasScore
            ? new()
            {
                Fit = FitScoreWriter.Write(question.Brief, creator.Profile, figures),
                ModelId = question.Brief.Model.Id,
                ModelVersion = question.Brief.Model.Version,
                DataStatus = creator.DataStatus,
            }
            : throw Errors.NothingKnown().ToException();
    }

    public override async Task<BatchScoreFitResponse> BatchScoreFit(BatchScoreFitRequest request, ServerCallContext context)
    {
        var task = requestReader.ReadTask(request).OrThrow();
        using var sent = BulkItems.Of(request.Items);
        var items = (await itemsSource.ScoreAsync(sent, task, task.ToRow, "items", StoreCalls.OfUnary(context, time))).OrThrow();
        return new()
        {
            Fits = FitColumnsWriter.Write(items, task),
            ModelId = task.Brief.Model.Id,
            ModelVersion = task.Brief.Model.Version,
        };
    }

    /// <summary>As the contract has it, its messages read and written in bulk.</summary>
    public Task StreamScoreFit(
        IAsyncStreamReader<BulkRequest<StreamScoreFitRequest>> requestStream,
        IServerStreamWriter<BulkAnswer<StreamScoreFitResponse>> responseStream,
        ServerCallContext context) =>
        stream.RunAsync(
            requestStream,
            responseStream,
            config => new FitChunkAnswerer(itemsSource, requestReader.ReadTask(config).OrThrow()),
            context);

    public override Task RankCreators(
        IAsyncStreamReader<RankCreatorsRequest> requestStream,
        IServerStreamWriter<RankCreatorsResponse> responseStream,
        ServerCallContext context) =>
        rankStream.RunAsync(requestStream, responseStream, config => OpenRanking(config, CallMemory.Of(context)), context);

    public override Task<DeriveBriefResponse> DeriveBrief(IAsyncStreamReader<DeriveBriefRequest> requestStream, ServerCallContext context) =>
        derivation.RunAsync(requestStream, config => requestReader.ReadTask(config).OrThrow(), context);

    private RankChunkAnswerer OpenRanking(RankCreatorsConfig config, CallMemory memory)
    {
        var task = requestReader.ReadTask(config).OrThrow();
        memory.Take((long)RankChunkAnswerer.BytesOfCreator * task.Count);
        return new(
            (items, take, cancellationToken) => itemsSource.ScoreAsync(BulkItems.Of(items), task.Scoring, take, "chunk.items", StoreCalls.OfChunk(cancellationToken)),
            task.Count,
            config.IncludeIneligible,
            task.Scoring.Brief.Model);
    }
}
