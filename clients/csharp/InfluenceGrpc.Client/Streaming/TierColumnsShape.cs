using Grpc.Core;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>StreamClassifyTiers of blocks of follower counts, answered with columns.</summary>
internal sealed class TierColumnsShape(CallInvoker calls, ClassifyStreamOptions options)
    : TierStreamShape<ReadOnlyMemory<ulong>, ClassifiedColumns>(calls, options, new FollowersBatch(options.Platform), TierResponse.Read)
{
    private long first;

    public override ClassifiedColumns Take(HeldChunk<ReadOnlyMemory<ulong>, TierRequest> held, TierResponse response)
    {
        if (response.Message?.Result.Status is { } status)
        {
            return new ClassifiedColumns(
                held.Sequence, first, Schemes!, TierAnswer.OfRefused(held.Sequence, Schemes!.Count, held.Count), InfluenceError.From(status));
        }

        var answer = response.Answer ?? (response.Message?.Result.Tiers is { } tiers ? TierAnswer.Of(held.Sequence, tiers) : null);
        if (answer is null || !Fits(answer, held.Count))
        {
            answer?.Dispose();
            throw Misfit(held);
        }

        return new ClassifiedColumns(held.Sequence, first, Schemes!, answer, refusal: null);
    }

    public override void Delivered(ClassifiedColumns chunk) => first += chunk.Count;

    private bool Fits(TierAnswer answer, int items)
    {
        if (answer.Schemes != Schemes!.Count || answer.Count != items)
        {
            return false;
        }

        for (var scheme = 0; scheme < answer.Schemes; scheme++)
        {
            if (answer.OrdinalsOf(scheme).ContainsAnyExceptInRange((byte)0, (byte)Math.Min(Schemes[scheme].Tiers.Count, sbyte.MaxValue)))
            {
                return false;
            }
        }

        return true;
    }
}
