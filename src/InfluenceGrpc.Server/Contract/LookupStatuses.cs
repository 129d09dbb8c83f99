using InfluenceGrpc.Server.Profiles;
using RpcStatus = Google.Rpc.Status;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What callers are told of creators that were looked up. Made for one answer: equal statuses are one object.</summary>
internal sealed class LookupStatuses(ReadWish wish)
{
    private RpcStatus? notFound;
    private RpcStatus? outsideMaxAge;
    private RpcStatus? unavailable;
    private RpcStatus? invalidId;
    private RpcStatus? noStore;

    /// <summary>Where an item's data came from.</summary>
    public static V1.DataStatus DataStatusOf(LookupOutcome outcome) => outcome switch
    {
        LookupOutcome.Present => V1.DataStatus.Present,
        LookupOutcome.NotFound => V1.DataStatus.NotFound,
        LookupOutcome.OutsideMaxAge => V1.DataStatus.OutsideMaxAge,
        LookupOutcome.Degraded => V1.DataStatus.Degraded,
        _ => V1.DataStatus.Unspecified,
    };

    /// <summary>Why there is nothing to go by for an item; null where there is a profile that the caller takes.</summary>
    public RpcStatus? FailureOf(LookupOutcome outcome) => outcome switch
    {
        LookupOutcome.NotFound => NotFound,
        LookupOutcome.OutsideMaxAge when !wish.AllowStale => outsideMaxAge ??= Errors.ProfileOutsideMaxAge(wish.MaxAge, age: null),
        _ => ObstacleOf(outcome),
    };

    /// <summary>Why it is not known whether there is a profile; null where that is known.</summary>
    public RpcStatus? ObstacleOf(LookupOutcome outcome) => outcome switch
    {
        LookupOutcome.Unavailable => unavailable ??= Errors.ProfileStoreUnavailable(),
        LookupOutcome.InvalidId => invalidId ??= Errors.InvalidCreatorId(),
        LookupOutcome.NoStore => noStore ??= Errors.ProfileStoreAbsent(),
        _ => null,
    };

    /// <summary>There is no such creator; also for a profile whose bytes cannot be read.</summary>
    public RpcStatus NotFound => notFound ??= Errors.CreatorNotFound();

    /// <summary>Why a single question about one creator is refused; null where there is a profile that the caller takes.</summary>
    public RpcStatus? RefusalOf(ProfileAnswer answer, DateTimeOffset now) =>
        answer is { Outcome: LookupOutcome.OutsideMaxAge, Profile: { } profile } && !wish.AllowStale
            ? Errors.ProfileOutsideMaxAge(wish.MaxAge, ProfileAnswer.AgeOf(profile, now))
            : FailureOf(answer.Outcome);
}
