using Google.Protobuf.Collections;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Operations;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads what requests for tiers ask: which schemes, and about whom.</summary>
internal sealed class TierRequestReader(TierSchemeCatalog catalog, ServerOptions options, ReadOptionsReader readOptions)
{
    private const string SchemesField = "schemes";

    private readonly TierScheme[] standard = [catalog.Default];
    private readonly string known = string.Join(", ", catalog.Schemes.Select(scheme => scheme.Id));

    /// <summary>The schemes in the order asked for, the inline one last; the default where none is asked for.</summary>
    /// <param name="selection">What the request says, if anything.</param>
    /// <param name="parent">Path of the message that holds it, for faults.</param>
    public Reading<TierScheme[]> ReadSchemes(V1.TierSchemeSelection? selection, string parent)
    {
        var faults = new FaultList();
        var schemes = ReadSchemes(selection, FaultPath.Join(parent, SchemesField), faults);
        return faults.IsEmpty ? schemes : Refusal(faults);
    }

    /// <summary>One creator, and the schemes to classify it under.</summary>
    public Reading<TierQuestion> ReadQuestion(V1.ClassifyTierRequest request)
    {
        var faults = new FaultList();
        var schemes = ReadSchemes(request.Schemes, SchemesField, faults);
        if (request.CreatorCase == V1.ClassifyTierRequest.CreatorOneofCase.CreatorId)
        {
            var wish = readOptions.Read(request.ReadOptions, "", faults);
            return faults.IsEmpty ? new TierQuestion(schemes, Creator: null, request.CreatorId, wish) : Refusal(faults);
        }

        var item = ReadCreator(request, faults, out var hasFollowers);
        return !faults.IsEmpty ? Refusal(faults)
            : !hasFollowers && schemes.Any(scheme => scheme.Bands is not null) ? Errors.FollowersMissing()
            : new TierQuestion(schemes, new QuestionedCreator(item!, V1.DataStatus.Inline), CreatorId: null, default);
    }

    private static TierItems? ReadCreator(V1.ClassifyTierRequest request, FaultList faults, out bool hasFollowers)
    {
        hasFollowers = true;
        switch (request.CreatorCase)
        {
            case V1.ClassifyTierRequest.CreatorOneofCase.FollowerCount:
                if (!Enum.IsDefined((Platform)request.Platform))
                {
                    faults.Add("platform", FaultCode.UnknownValue, $"is not a platform; got {(int)request.Platform}.");
                }

                if (!FollowerCount.IsValid(request.FollowerCount))
                {
                    faults.Add("followerCount", FaultCode.OutOfRange, $"must lie in [0, {FollowerCount.Max}]; got {request.FollowerCount}.");
                }

                return TierItems.OfFollowers(new[] { request.FollowerCount }, (Platform)request.Platform);

            case V1.ClassifyTierRequest.CreatorOneofCase.Profile:
                var read = ProfileReader.Read(request.Profile);
                foreach (var fault in read.Faults)
                {
                    faults.Add(fault.Under("profile"));
                }

                hasFollowers = read.Value?.Followers is not null;
                return TierItems.OfProfiles([read.Value]);

            default:
                faults.Add("creator", FaultCode.Required, "must be one of followerCount, profile and creatorId.");
                return null;
        }
    }

    private TierScheme[] ReadSchemes(V1.TierSchemeSelection? selection, string path, FaultList faults)
    {
        if (selection is null || (selection.SchemeIds.Count == 0 && selection.InlineScheme is null))
        {
            return standard;
        }

        var asked = selection.SchemeIds.Count + (selection.InlineScheme is null ? 0 : 1);
        if (asked > options.Limits.MaxTierSchemes)
        {
            faults.Add(path, FaultCode.TooMany, $"must name at most {options.Limits.MaxTierSchemes} schemes; got {asked}.");
            return [];
        }

        var schemes = new List<TierScheme>(asked);
        ReadNamed(selection.SchemeIds, FaultPath.Join(path, "schemeIds"), schemes, faults);
        if (selection.InlineScheme is { } inline)
        {
            ReadInline(inline, FaultPath.Join(path, "inlineScheme"), schemes, faults);
        }

        return [.. schemes];
    }

    private void ReadNamed(RepeatedField<string> ids, string path, List<TierScheme> schemes, FaultList faults)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (!catalog.TryFind(ids[i], out var scheme))
            {
                faults.Add(FaultPath.Item(path, i), FaultCode.UnknownValue,
                    $"must be the id of a scheme; got {FaultPath.Quote(ids[i])}.");
            }
            else if (schemes.Contains(scheme))
            {
                faults.Add(FaultPath.Item(path, i), FaultCode.Duplicate, $"names {FaultPath.Quote(ids[i])} a second time.");
            }
            else
            {
                schemes.Add(scheme);
            }
        }
    }

    private void ReadInline(V1.TierScheme inline, string path, List<TierScheme> schemes, FaultList faults)
    {
        var read = TierSchemeValidator.Validate(TierSchemeReader.Read(inline));
        foreach (var fault in read.Faults)
        {
            faults.Add(fault.Under(path));
        }

        if (read.Value is not { } scheme)
        {
            return;
        }

        if (catalog.TryFind(scheme.Id, out _))
        {
            faults.Add(FaultPath.Join(path, "id"), FaultCode.Duplicate,
                $"must not be that of a scheme the server has; got {FaultPath.Quote(scheme.Id)}.");
        }

        schemes.Add(scheme);
    }

    // Requests with one kind of fault that callers can act on get a reason of its own.
    private Google.Rpc.Status Refusal(FaultList faults)
    {
        var list = faults.ToList();
        if (list is [{ Path: "followerCount" }])
        {
            return Errors.FollowersOutOfRange(FollowerCount.Max);
        }

        if (list.All(fault => fault.Path.StartsWith("profile.", StringComparison.Ordinal)))
        {
            return Errors.InvalidProfile(list);
        }

        return list.All(fault => fault.Code == FaultCode.UnknownValue && fault.Path.Contains("schemeIds[", StringComparison.Ordinal))
            ? Errors.UnknownTierScheme(list, known)
            : Errors.InvalidRequest(list);
    }
}
