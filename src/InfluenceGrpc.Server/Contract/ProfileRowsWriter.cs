using Google.Protobuf;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells of profiles that were looked up, in messages that stay below what clients take.</summary>
internal static class ProfileRowsWriter
{
    // Room for statuses, numbers of items and the envelope beside the profiles themselves.
    private const int MaxProfileBytes = LimitOptions.MaxAnswerBytes - LimitOptions.MaxItemStatusesBytes - (64 * 1024);

    private static readonly V1.CreatorProfile Nothing = new();

    /// <summary>All in one message; profiles that do not fit fail with ANSWER_FULL.</summary>
    public static V1.ProfileRows WriteOne(IReadOnlyList<string> creatorIds, ProfileAnswer[] answers, ReadWish wish)
    {
        var rows = new V1.ProfileRows();
        var statuses = new LookupStatuses(wish);
        var failures = new ItemFailures();
        var full = Errors.AnswerFull();
        var room = MaxProfileBytes;
        for (var i = 0; i < answers.Length; i++)
        {
            // What is too large as it is stored is larger in a message: no need to make one to know.
            var isTooLarge = answers[i].IsUsable(wish) && answers[i].Profile!.Bytes.Length > room;
            var (profile, status) = isTooLarge ? (Nothing, V1.DataStatus.Unspecified) : Row(creatorIds[i], answers[i], wish);
            var bytes = CodedOutputStream.ComputeMessageSize(profile) + 1;
            var fits = !isTooLarge && (bytes <= room || ReferenceEquals(profile, Nothing));
            room -= fits ? bytes : 0;
            Add(rows, failures, i, fits ? (profile, status) : (Nothing, V1.DataStatus.Unspecified), fits ? statuses.ObstacleOf(answers[i].Outcome) : full);
        }

        rows.Errors.AddRange(failures.Groups);
        return rows;
    }

    /// <summary>How many items fail.</summary>
    public static int CountFailed(ProfileAnswer[] answers, ReadWish wish)
    {
        var statuses = new LookupStatuses(wish);
        return answers.Count(answer => statuses.ObstacleOf(answer.Outcome) is not null);
    }

    /// <summary>In as many messages as it takes, each made when it is asked for: messages are far larger than what is stored.</summary>
    public static IEnumerable<(V1.ProfileRows Rows, bool More)> WriteParts(IReadOnlyList<string> creatorIds, ProfileAnswer[] answers, ReadWish wish)
    {
        var statuses = new LookupStatuses(wish);
        var rows = new V1.ProfileRows();
        var failures = new ItemFailures();
        var room = MaxProfileBytes;
        for (var i = 0; i < answers.Length; i++)
        {
            var row = Row(creatorIds[i], answers[i], wish);
            var bytes = CodedOutputStream.ComputeMessageSize(row.Profile) + 1;
            if (bytes > room && rows.ItemCount > 0)
            {
                rows.Errors.AddRange(failures.Groups);
                yield return (rows, true);
                rows = new V1.ProfileRows { FirstItem = (uint)i };
                failures = new ItemFailures();
                room = MaxProfileBytes;
            }

            room -= bytes;
            Add(rows, failures, i, row, statuses.ObstacleOf(answers[i].Outcome));
        }

        rows.Errors.AddRange(failures.Groups);
        yield return (rows, false);
    }

    // A profile whose bytes cannot be read counts as none.
    private static (V1.CreatorProfile Profile, V1.DataStatus Status) Row(string creatorId, ProfileAnswer answer, ReadWish wish)
    {
        if (!answer.IsUsable(wish))
        {
            return (Nothing, LookupStatuses.DataStatusOf(answer.Outcome));
        }

        return ProfileCodec.Decode(creatorId, answer.Profile!) is { } profile
            ? (ProfileWriter.Write(profile), LookupStatuses.DataStatusOf(answer.Outcome))
            : (Nothing, V1.DataStatus.NotFound);
    }

    private static void Add(
        V1.ProfileRows rows, ItemFailures failures, int item, (V1.CreatorProfile Profile, V1.DataStatus Status) row, Google.Rpc.Status? failure)
    {
        rows.ItemCount++;
        rows.Profiles.Add(row.Profile);
        rows.DataStatus.Add(row.Status);
        if (failure is not null)
        {
            failures.Add(item, failure);
        }
    }
}
