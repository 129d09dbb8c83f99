using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <content>What sets of creators do for a campaign, and which set to take.</content>
public sealed partial class InfluenceClient
{
    /// <summary>
    /// Whom one set of creators reaches, in people, what it brings in and what it costs, in the brief's currency. Creators that fail are
    /// named in the answer and are in none of its figures; a figure that rests on something that is not known is absent, never 0.
    /// </summary>
    /// <param name="request">
    /// Brief, target, and 1 to <see cref="Limits.MaxPlannedCreators"/> creators. Without them the call is refused, every fault named.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InfluenceException">The server refused; <see cref="InfluenceException.Violations"/> names each fault.</exception>
    public Task<ForecastReachResponse> ForecastReachAsync(ForecastReachRequest request, CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(campaigns.ForecastReachAsync, request, cancellationToken);

    /// <summary>
    /// Several sets side by side, and which wins on what: people, engagements, and money in the brief's currency. Creators that fail are
    /// named by plan and are in none of its figures.
    /// </summary>
    /// <param name="request">
    /// Brief, target, and 2 to 20 plans of <see cref="Limits.MaxPlannedCreators"/> creators in all. Without them the call is refused.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InfluenceException">The server refused; <see cref="InfluenceException.Violations"/> names each fault.</exception>
    public Task<ComparePlansResponse> ComparePlansAsync(ComparePlansRequest request, CancellationToken cancellationToken = default) =>
        calls.AnswerAsync(campaigns.ComparePlansAsync, request, cancellationToken);

    /// <summary>
    /// The set that does most within a budget, out of any number of candidates, by what is known of them. A server forgets a planning
    /// that is interrupted: it begins anew where <see cref="WholeStreamOptions.SourceCanBeReadAgain"/> says that it can, and else fails.
    /// </summary>
    /// <param name="candidates">The candidates; read on a thread of the pool, no faster than the server takes them.</param>
    /// <param name="profile">The profile of a candidate.</param>
    /// <param name="config">
    /// What to plan: brief with cost, target in people, budget in the brief's currency, and who must be in the plan.
    /// </param>
    /// <param name="planOptions">Null for the defaults.</param>
    /// <param name="taken">
    /// Told of every chunk in order: which items failed, do not meet the brief, or are dropped. One with sequence 1 begins the planning,
    /// or begins it anew after an interruption: what was told before no longer counts.
    /// </param>
    /// <param name="cancellationToken">Ends the planning.</param>
    /// <exception cref="InfluenceException">
    /// The server refused the config, each fault in <see cref="InfluenceException.Violations"/> (creators that must be in the plan and
    /// cannot be are among them); was unavailable in all attempts; or the planning was interrupted.
    /// </exception>
    public Task<PlannedCampaign> PlanCampaignAsync<T>(
        IAsyncEnumerable<T> candidates,
        Func<T, CreatorProfile> profile,
        PlanCampaignConfig config,
        PlanOptions? planOptions = null,
        Action<PlannedChunk<T>>? taken = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return PlanAsync(candidates, Encoder, config, planOptions, taken, cancellationToken);

        IChunkEncoder<T, PlanCampaignRequest> Encoder() => new ProfilesEncoder<T, PlanCampaignRequest>(
            profile, (sequence, given) => PlanShape<T>.Wrap(sequence, new Items { Profiles = given }));
    }

    /// <summary>The set that does most within a budget, out of candidates by id, from the profiles that the server keeps. As with profiles otherwise.</summary>
    /// <inheritdoc cref="PlanCampaignAsync{T}(IAsyncEnumerable{T}, Func{T, CreatorProfile}, PlanCampaignConfig, PlanOptions?, Action{PlannedChunk{T}}?, CancellationToken)"/>
    /// <param name="candidates">The candidates; read on a thread of the pool, no faster than the server takes them.</param>
    /// <param name="creatorId">The id of a candidate.</param>
    /// <param name="config">What to plan.</param>
    /// <param name="planOptions">Null for the defaults.</param>
    /// <param name="taken">Told of every chunk in order; sequence 1 begins the planning, or begins it anew.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    public Task<PlannedCampaign> PlanCampaignAsync<T>(
        IAsyncEnumerable<T> candidates,
        Func<T, string> creatorId,
        PlanCampaignConfig config,
        PlanOptions? planOptions = null,
        Action<PlannedChunk<T>>? taken = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(creatorId);
        return PlanAsync(candidates, Encoder, config, planOptions, taken, cancellationToken);

        IChunkEncoder<T, PlanCampaignRequest> Encoder() => new IdsEncoder<T, PlanCampaignRequest>(
            creatorId, (sequence, ids) => PlanShape<T>.Wrap(sequence, new Items { Ids = ids }));
    }

    private async Task<PlannedCampaign> PlanAsync<T>(
        IAsyncEnumerable<T> candidates,
        Func<IChunkEncoder<T, PlanCampaignRequest>> encoder,
        PlanCampaignConfig config,
        PlanOptions? planOptions,
        Action<PlannedChunk<T>>? taken,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(config);
        var run = new WholeStreamRun<T, PlanCampaignRequest, PlanCampaignResponse, PlannedChunk<T>, PlanShape<T>>(
            options, planOptions ?? new PlanOptions(), candidates, () => new PlanShape<T>(campaigns, config, encoder()), taken);
        var (shape, totals) = await run.RunAsync(cancellationToken).ConfigureAwait(false);
        var plan = shape.Plan ?? throw InfluenceException.Protocol("The server ended the planning in order, but sent no plan.");
        return new PlannedCampaign(plan, shape.Progress, totals, shape.Model);
    }
}
