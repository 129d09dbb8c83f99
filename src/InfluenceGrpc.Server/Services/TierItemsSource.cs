using Influence.V1;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using TierScheme = InfluenceGrpc.Core.Tiers.TierScheme;

namespace InfluenceGrpc.Server.Services;

/// <summary>The items that a batch or chunk asks about, those named by id looked up.</summary>
internal sealed class TierItemsSource(TierItemsReader itemsReader, ItemsLimit limit, ProfileLookup lookup, TimeProvider time)
{
    /// <summary>The items, and which of them failed and why; or why the whole is refused.</summary>
    /// <param name="items">What was sent.</param>
    /// <param name="schemes">What they are to be classified under.</param>
    /// <param name="path">Path of the items in their message, for faults.</param>
    /// <param name="wish">Which profiles are taken, where items are ids.</param>
    /// <param name="call">On whose behalf.</param>
    public ValueTask<Reading<TierItemsReading>> ReadAsync(
        BulkItems items, IReadOnlyList<TierScheme> schemes, string path, ReadWish wish, StoreCall call) =>
        items.Source == Items.SourceOneofCase.Ids
            ? ReadIdsAsync(items, schemes, wish, call)
            : new(itemsReader.Read(items, schemes, path));

    /// <summary>The one creator that a single question is about; or why there is no answer.</summary>
    public async ValueTask<Reading<QuestionedCreator>> ReadOneAsync(TierQuestion question, StoreCall call)
    {
        if (question.Creator is { } given)
        {
            return given;
        }

        var answers = await lookup.ReadAsync([question.CreatorId!], ProfileLookup.Whole, question.Wish, call);
        return TierIdsReader.ReadOne(answers[0], question.Schemes, question.Wish, time.GetUtcNow());
    }

    private async ValueTask<Reading<TierItemsReading>> ReadIdsAsync(
        BulkItems items, IReadOnlyList<TierScheme> schemes, ReadWish wish, StoreCall call)
    {
        if (limit.TooLarge(items) is { } refusal)
        {
            return refusal;
        }

        var reader = new TierIdsReader(items.Count, schemes, wish);
        await lookup.ReadAsync(items.Ids, reader, wish, call);
        return reader.ToReading();
    }
}
