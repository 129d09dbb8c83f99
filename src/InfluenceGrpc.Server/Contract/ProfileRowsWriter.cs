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
            var (profile, status) = Row(creatorIds[i], answers[i], wish);
            var bytes = CodedOutputStream.ComputeMessageSize(profile) + 1;
            var fits = bytes <= room || ReferenceEquals(profile, Nothing);
            room -= fits ? bytes : 0;
            Add(rows, failures, i, fits ? (profile, status) : (Nothing, V1.DataStatus.Unspecified), fits ? statuses.ObstacleOf(answers[i]) : full);
        }

        rows.Errors.AddRange(failures.Groups);
        return rows;
    }

    /// <summary>In as many messages as it takes.</summary>
    public static IReadOnlyList<V1.ProfileRows> WriteParts(IReadOnlyList<string> creatorIds, ProfileAnswer[] answers, ReadWish wish, out int failed)
    {
        var parts = new List<V1.ProfileRows>();
        var statuses = new LookupStatuses(wish);
        var rows = new V1.ProfileRows();
        var failures = new ItemFailures();
        var room = MaxProfileBytes;
        failed = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            var row = Row(creatorIds[i], answers[i], wish);
            var bytes = CodedOutputStream.ComputeMessageSize(row.Profile) + 1;
            if (bytes > room && rows.ItemCount > 0)
            {
                rows.Errors.AddRange(failures.Groups);
                parts.Add(rows);
                rows = new V1.ProfileRows { FirstItem = (uint)i };
                failures = new ItemFailures();
                room = MaxProfileBytes;
            }

            room -= bytes;
            var obstacle = statuses.ObstacleOf(answers[i]);
            failed += obstacle is null ? 0 : 1;
            Add(rows, failures, i, row, obstacle);
        }

        rows.Errors.AddRange(failures.Groups);
        parts.Add(rows);
        return parts;
    }

    // A profile whose bytes cannot be read counts as none.
    private static (V1.CreatorProfile Profile, V1.DataStatus Status) Row(string creatorId, ProfileAnswer answer, ReadWish wish)
    {
        if (!answer.IsUsable(wish))
        {
            return (Nothing, LookupStatuses.DataStatusOf(answer));
        }

        return ProfileCodec.Decode(creatorId, answer.Profile!) is { } profile
            ? (ProfileWriter.Write(profile), LookupStatuses.DataStatusOf(answer))
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
