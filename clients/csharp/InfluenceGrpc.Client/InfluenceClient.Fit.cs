using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <content>How well creators fit a brief.</content>
public sealed partial class InfluenceClient
{
    /// <summary>Every fit model that the server knows.</summary>
    public Task<ListFitModelsResponse> ListFitModelsAsync(CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(fits.ListFitModelsAsync, new ListFitModelsRequest(), cancellationToken);

    /// <summary>One creator by what is known of them against a brief, explained.</summary>
    /// <param name="profile">The creator.</param>
    /// <param name="brief">What is looked for.</param>
    /// <param name="modelId">Id of the model; null for the server's default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ScoreFitResponse> ScoreFitAsync(
        CreatorProfile profile, Brief brief, string? modelId = null, CancellationToken cancellationToken = default) =>
        ScoreFitAsync(new ScoreFitRequest { Profile = profile, Brief = brief, ModelId = modelId ?? "" }, cancellationToken);

    /// <summary>One creator by id, from the profile that the server keeps, against a brief, explained.</summary>
    /// <param name="creatorId">1 to 128 bytes of UTF-8 without control characters.</param>
    /// <param name="brief">What is looked for.</param>
    /// <param name="modelId">Id of the model; null for the server's default.</param>
    /// <param name="read">How the profile is read; null means all as by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ScoreFitResponse> ScoreFitAsync(
        string creatorId, Brief brief, string? modelId = null, ReadOptions? read = null, CancellationToken cancellationToken = default) =>
        ScoreFitAsync(
            new ScoreFitRequest { CreatorId = creatorId, Brief = brief, ModelId = modelId ?? "", ReadOptions = read }, cancellationToken);

    /// <summary>One creator against a brief, as the request says.</summary>
    public Task<ScoreFitResponse> ScoreFitAsync(ScoreFitRequest request, CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(fits.ScoreFitAsync, request, cancellationToken);

    /// <summary>
    /// Up to <see cref="Limits.MaxItems"/> creators against a brief in one call; use a stream for more. Without any, the server says
    /// whether the brief can be used.
    /// </summary>
    public Task<BatchScoreFitResponse> BatchScoreFitAsync(BatchScoreFitRequest request, CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(fits.BatchScoreFitAsync, request, cancellationToken);

    /// <summary>
    /// Any number of creators by what is known of them against a brief. The source is read no faster than the server answers and the
    /// consumer takes, and never more than <see cref="StreamOptions.MaxChunksInFlight"/> chunks ahead.
    /// </summary>
    /// <param name="creators">The creators; read once, on a thread of the pool.</param>
    /// <param name="profile">The profile of a creator.</param>
    /// <param name="brief">What is looked for.</param>
    /// <param name="streamOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public FitScoring<T> ScoreFitStreamAsync<T>(
        IAsyncEnumerable<T> creators,
        Func<T, CreatorProfile> profile,
        Brief brief,
        FitStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var encoder = new ProfilesEncoder<T, StreamScoreFitRequest>(
            profile, (sequence, given) => FitShape<T>.Wrap(sequence, new Items { Profiles = given }));
        return ScoreFit(creators, encoder, brief, streamOptions ?? new FitStreamOptions(), cancellationToken);
    }

    /// <inheritdoc cref="ScoreFitStreamAsync{T}(IAsyncEnumerable{T}, Func{T, CreatorProfile}, Brief, FitStreamOptions?, CancellationToken)"/>
    public FitScoring<T> ScoreFitStreamAsync<T>(
        IEnumerable<T> creators,
        Func<T, CreatorProfile> profile,
        Brief brief,
        FitStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default) =>
        ScoreFitStreamAsync(creators.ToAsyncEnumerable(), profile, brief, streamOptions, cancellationToken);

    /// <summary>
    /// Any number of creators by id, from the profiles that the server keeps, against a brief. Ids that are not there, too old, or not
    /// to be had because the profile store does not answer are items that failed.
    /// </summary>
    /// <param name="creators">The creators; read once, on a thread of the pool.</param>
    /// <param name="creatorId">The id of a creator.</param>
    /// <param name="brief">What is looked for.</param>
    /// <param name="streamOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public FitScoring<T> ScoreFitStreamAsync<T>(
        IAsyncEnumerable<T> creators,
        Func<T, string> creatorId,
        Brief brief,
        FitStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(creatorId);
        var encoder = new IdsEncoder<T, StreamScoreFitRequest>(
            creatorId, (sequence, ids) => FitShape<T>.Wrap(sequence, new Items { Ids = ids }));
        return ScoreFit(creators, encoder, brief, streamOptions ?? new FitStreamOptions(), cancellationToken);
    }

    /// <inheritdoc cref="ScoreFitStreamAsync{T}(IAsyncEnumerable{T}, Func{T, string}, Brief, FitStreamOptions?, CancellationToken)"/>
    public FitScoring<T> ScoreFitStreamAsync<T>(
        IEnumerable<T> creators,
        Func<T, string> creatorId,
        Brief brief,
        FitStreamOptions? streamOptions = null,
        CancellationToken cancellationToken = default) =>
        ScoreFitStreamAsync(creators.ToAsyncEnumerable(), creatorId, brief, streamOptions, cancellationToken);

    private FitScoring<T> ScoreFit<T>(
        IAsyncEnumerable<T> creators,
        IChunkEncoder<T, StreamScoreFitRequest> encoder,
        Brief brief,
        FitStreamOptions streamOptions,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creators);
        ArgumentNullException.ThrowIfNull(brief);
        var shape = new FitShape<T>(fits, brief, streamOptions, encoder);
        return new FitScoring<T>(shape, Run(shape, creators, streamOptions), new SessionCounts(streamOptions.Progress), cancellationToken);
    }
}
