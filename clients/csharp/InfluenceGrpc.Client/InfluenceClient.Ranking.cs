using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <content>The best creators for a brief, and briefs made of examples.</content>
public sealed partial class InfluenceClient
{
    /// <summary>
    /// The best of any number of creators, by what is known of them. A server forgets a ranking that is interrupted: it begins anew
    /// where <see cref="WholeStreamOptions.SourceCanBeReadAgain"/> says that it can, and else fails.
    /// </summary>
    /// <param name="creators">The creators; read on a thread of the pool.</param>
    /// <param name="profile">The profile of a creator.</param>
    /// <param name="brief">What is looked for.</param>
    /// <param name="rankOptions">Null for the defaults.</param>
    /// <param name="taken">
    /// Told of every chunk in order. One with sequence 1 begins the ranking, or begins it anew after an interruption: what was told
    /// before no longer counts.
    /// </param>
    /// <param name="cancellationToken">Ends the ranking.</param>
    /// <exception cref="InfluenceException">The server refused, was unavailable in all attempts, or the ranking was interrupted.</exception>
    public Task<Ranking> RankCreatorsAsync<T>(
        IAsyncEnumerable<T> creators,
        Func<T, CreatorProfile> profile,
        Brief brief,
        RankOptions? rankOptions = null,
        Action<RankedChunk<T>>? taken = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return RankAsync(creators, Encoder, brief, rankOptions, taken, cancellationToken);

        IChunkEncoder<T, RankCreatorsRequest> Encoder() => new ProfilesEncoder<T, RankCreatorsRequest>(
            profile, (sequence, given) => RankShape<T>.Wrap(sequence, new Items { Profiles = given }));
    }

    /// <summary>The best of any number of creators by id, from the profiles that the server keeps. As with profiles otherwise.</summary>
    /// <inheritdoc cref="RankCreatorsAsync{T}(IAsyncEnumerable{T}, Func{T, CreatorProfile}, Brief, RankOptions?, Action{RankedChunk{T}}?, CancellationToken)"/>
    /// <param name="creators">The creators; read on a thread of the pool.</param>
    /// <param name="creatorId">The id of a creator.</param>
    /// <param name="brief">What is looked for.</param>
    /// <param name="rankOptions">Null for the defaults.</param>
    /// <param name="taken">Told of every chunk in order; sequence 1 begins the ranking, or begins it anew.</param>
    /// <param name="cancellationToken">Ends the ranking.</param>
    public Task<Ranking> RankCreatorsAsync<T>(
        IAsyncEnumerable<T> creators,
        Func<T, string> creatorId,
        Brief brief,
        RankOptions? rankOptions = null,
        Action<RankedChunk<T>>? taken = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(creatorId);
        return RankAsync(creators, Encoder, brief, rankOptions, taken, cancellationToken);

        IChunkEncoder<T, RankCreatorsRequest> Encoder() => new IdsEncoder<T, RankCreatorsRequest>(
            creatorId, (sequence, ids) => RankShape<T>.Wrap(sequence, new Items { Ids = ids }));
    }

    /// <summary>
    /// A brief for more creators like these. It is one call, which is not taken up again: what rests on half of the examples is
    /// another brief.
    /// </summary>
    /// <param name="examples">3 to 10,000 creators that the brief is to find more of.</param>
    /// <param name="background">At most 1,000,000 creators of no brand in particular; null for the model's own background.</param>
    /// <param name="deriveOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InfluenceException">
    /// The server refused; where creators cannot be used, <see cref="InfluenceException.Violations"/> names each.
    /// </exception>
    public Task<DeriveBriefResponse> DeriveBriefAsync(
        IAsyncEnumerable<CreatorProfile> examples,
        IAsyncEnumerable<CreatorProfile>? background = null,
        DeriveBriefOptions? deriveOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var encoder = new ProfilesEncoder<CreatorProfile, DeriveBriefRequest>(
            profile => profile, (_, given) => DerivationCall.Examples(new Items { Profiles = given }));
        return DeriveAsync(examples, encoder, background, deriveOptions, cancellationToken);
    }

    /// <summary>A brief for more creators like these, by id, from the profiles that the server keeps. As with profiles otherwise.</summary>
    /// <inheritdoc cref="DeriveBriefAsync(IAsyncEnumerable{CreatorProfile}, IAsyncEnumerable{CreatorProfile}?, DeriveBriefOptions?, CancellationToken)"/>
    /// <param name="exampleIds">Ids of 3 to 10,000 creators that the brief is to find more of.</param>
    /// <param name="background">At most 1,000,000 creators of no brand in particular; null for the model's own background.</param>
    /// <param name="deriveOptions">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<DeriveBriefResponse> DeriveBriefAsync(
        IAsyncEnumerable<string> exampleIds,
        IAsyncEnumerable<CreatorProfile>? background = null,
        DeriveBriefOptions? deriveOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exampleIds);
        var encoder = new IdsEncoder<string, DeriveBriefRequest>(id => id, (_, ids) => DerivationCall.Examples(new Items { Ids = ids }));
        return DeriveAsync(exampleIds, encoder, background, deriveOptions, cancellationToken);
    }

    private async Task<Ranking> RankAsync<T>(
        IAsyncEnumerable<T> creators,
        Func<IChunkEncoder<T, RankCreatorsRequest>> encoder,
        Brief brief,
        RankOptions? rankOptions,
        Action<RankedChunk<T>>? taken,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creators);
        ArgumentNullException.ThrowIfNull(brief);
        rankOptions ??= new RankOptions();
        var run = new WholeStreamRun<T, RankCreatorsRequest, RankCreatorsResponse, RankedChunk<T>, RankShape<T>>(
            options, rankOptions, creators, () => new RankShape<T>(fits, brief, rankOptions, encoder()), taken);
        var (shape, totals) = await run.RunAsync(cancellationToken).ConfigureAwait(false);
        return new Ranking(shape.Creators, shape.Progress, totals, shape.Model);
    }

    private async Task<DeriveBriefResponse> DeriveAsync<T>(
        IAsyncEnumerable<T> examples,
        IChunkEncoder<T, DeriveBriefRequest> encoder,
        IAsyncEnumerable<CreatorProfile>? background,
        DeriveBriefOptions? deriveOptions,
        CancellationToken cancellationToken)
    {
        var server = (await GetServerInfoAsync(cancellationToken).ConfigureAwait(false)).Limits?.Stream ?? new StreamLimits();
        var call = new DerivationCall(fits, options, deriveOptions ?? new DeriveBriefOptions(), ChunkLimits.Of(server));
        var peers = new ProfilesEncoder<CreatorProfile, DeriveBriefRequest>(
            profile => profile, (_, given) => DerivationCall.Background(new Items { Profiles = given }));
        return await call.RunAsync(
            call.ChunksAsync(examples, encoder, cancellationToken),
            call.ChunksAsync(background ?? AsyncEnumerable.Empty<CreatorProfile>(), peers, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }
}
