using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Drafts;
using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Operations;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads what requests about campaigns ask. Every fault of a request is told at once.</summary>
internal sealed class CampaignRequestReader(FitRequestReader fitReader, ReadOptionsReader readOptions, LimitOptions limits)
{
    /// <summary>One set.</summary>
    public Reading<CampaignTask> Read(V1.ForecastReachRequest request)
    {
        var faults = new FaultList();
        var set = PlannedSetReader.Read("", request.Creators, HasCost(request.Brief), "creators", faults);
        if (request.Creators.Count == 0)
        {
            faults.Add("creators", FaultCode.Required, "must have at least one.");
        }

        return Read(request.ModelId, request.Brief, request.Universe, [set], request.Overlaps, request.ReadOptions, faults);
    }

    /// <summary>Several sets.</summary>
    public Reading<CampaignTask> Read(V1.ComparePlansRequest request)
    {
        var faults = new FaultList();
        var sets = ReadPlans(request, faults);
        return Read(request.ModelId, request.Brief, request.Universe, sets, request.Overlaps, request.ReadOptions, faults);
    }

    /// <summary>What to plan.</summary>
    public Reading<PlanTask> Read(V1.PlanCampaignConfig config)
    {
        const string parent = "config";
        var faults = new FaultList();
        var brief = fitReader.ReadBrief(config.ModelId, config.Brief, parent, faults);
        if (config.Brief is { Cost: null })
        {
            faults.Add("config.brief.cost", FaultCode.Required, "must be given: the budget is in its currency, and prices are for its deliverable.");
        }

        var universe = UniverseReader.Read(config.Universe, parent, faults);
        var goal = ReadGoal(config, faults);
        var mustHaves = PlannedSetReader.Read("", config.MustHaves, HasCost(config.Brief), "config.mustHaves", faults);
        if (mustHaves.Creators.Count > goal.MaxCreators && mustHaves.Creators.Count <= CampaignLimits.MaxCreators)
        {
            faults.Add("config.mustHaves", FaultCode.TooMany, $"must be at most maxCreators, {goal.MaxCreators}; got {mustHaves.Creators.Count}.");
        }

        var wish = readOptions.Read(config.ReadOptions, parent, faults);
        return faults.IsEmpty
            ? new PlanTask(TaskOf(brief!, wish), new ReachEstimator(brief!, universe!), goal, mustHaves)
            : fitReader.Refusal(faults, parent);
    }

    private static bool HasCost(V1.Brief? brief) => brief?.Cost is not null;

    private static List<PlannedSet> ReadPlans(V1.ComparePlansRequest request, FaultList faults)
    {
        var sets = new List<PlannedSet>();
        if (request.Plans.Count is < CampaignLimits.MinPlans or > CampaignLimits.MaxPlans)
        {
            faults.Add("plans", request.Plans.Count < CampaignLimits.MinPlans ? FaultCode.Required : FaultCode.TooMany,
                $"must be {CampaignLimits.MinPlans} to {CampaignLimits.MaxPlans}; got {request.Plans.Count}.");

            // None of them is looked at by itself, but who is in them still tells whom overlaps are about.
            return [.. request.Plans.Select(plan => new PlannedSet(plan.Name, plan.Creators, new Dictionary<string, decimal>()))];
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < request.Plans.Count; i++)
        {
            var (plan, path) = (request.Plans[i], FaultPath.Item("plans", i));
            if (PlanName.Check(plan.Name, FaultPath.Join(path, "name")) is { } wrong)
            {
                faults.Add(wrong);
            }
            else if (!names.Add(plan.Name))
            {
                faults.Add(FaultPath.Join(path, "name"), FaultCode.Duplicate, $"{FaultPath.Quote(plan.Name)} is the name of an earlier plan.");
            }

            if (plan.Creators.Count == 0)
            {
                faults.Add(FaultPath.Join(path, "creators"), FaultCode.Required, "must have at least one.");
            }

            sets.Add(PlannedSetReader.Read(plan.Name, plan.Creators, HasCost(request.Brief), FaultPath.Join(path, "creators"), faults));
        }

        // Of one plan that has too many by itself that was told.
        if (sets.Sum(set => set.Creators.Count) is > CampaignLimits.MaxCreators and var all
            && sets.TrueForAll(set => set.Creators.Count <= CampaignLimits.MaxCreators))
        {
            faults.Add("plans", FaultCode.TooMany, $"must have at most {CampaignLimits.MaxCreators} creators in all; got {all}.");
        }

        return sets;
    }

    private static PlanGoal ReadGoal(V1.PlanCampaignConfig config, FaultList faults)
    {
        if (!config.HasBudget)
        {
            faults.Add("config.budget", FaultCode.Required, "must be given, in the brief's currency.");
        }

        var isInRange = config.HasMaxCreators && config.MaxCreators is > 0 and <= CampaignLimits.MaxCreators;
        if (config.HasMaxCreators && !isInRange)
        {
            faults.Add("config.maxCreators", FaultCode.OutOfRange, $"must lie in [1, {CampaignLimits.MaxCreators}]; got {config.MaxCreators}.");
        }

        if (!Enum.IsDefined(config.Objective))
        {
            faults.Add("config.objective", FaultCode.UnknownValue, $"is not a known objective; got {(int)config.Objective}.");
        }

        return new PlanGoal(
            config.Objective == V1.PlanObjective.Unspecified ? PlanObjective.NetInTargetReach : (PlanObjective)config.Objective,
            config.HasBudget ? MoneyReader.Read(config.Budget, "config.budget", faults) ?? 0 : 0,
            isInRange ? (int)config.MaxCreators : CampaignLimits.MaxCreators);
    }

    private Reading<CampaignTask> Read(
        string modelId, V1.Brief? sentBrief, V1.Universe? sentUniverse, IReadOnlyList<PlannedSet> sets,
        IReadOnlyList<V1.AudienceOverlap> sentOverlaps, V1.ReadOptions? options, FaultList faults)
    {
        var brief = fitReader.ReadBrief(modelId, sentBrief, "", faults);
        var universe = UniverseReader.Read(sentUniverse, "", faults);
        var overlaps = ReadOverlaps(sentOverlaps, sets, faults);
        var wish = readOptions.Read(options, "", faults);
        return faults.IsEmpty
            ? new CampaignTask(TaskOf(brief!, wish), new ReachEstimator(brief!, universe!), sets, overlaps!)
            : fitReader.Refusal(faults, "");
    }

    private static AudienceOverlaps? ReadOverlaps(
        IReadOnlyList<V1.AudienceOverlap> sent, IReadOnlyList<PlannedSet> sets, FaultList faults)
    {
        var read = AudienceOverlapsValidator.Validate(
            [.. sent.Select(overlap => new AudienceOverlapDraft(
                overlap.FirstCreatorId, overlap.SecondCreatorId, overlap.HasShareOfSmaller ? overlap.ShareOfSmaller : null))],
            sets.SelectMany(set => set.CreatorIds).ToHashSet(StringComparer.Ordinal));
        foreach (var fault in read.Faults)
        {
            faults.Add(fault.Under("overlaps"));
        }

        return read.Value;
    }

    private FitTask TaskOf(CompiledBrief brief, Profiles.ReadWish wish) => new(brief, wish, WithComponents: false, limits.MaxItems);
}
