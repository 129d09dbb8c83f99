using System.Collections.ObjectModel;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Models.Drafts;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks <c>derivation</c>.</summary>
internal static class DerivationRuleValidator
{
    /// <summary>The rule; null where something of it is faulty.</summary>
    public static DerivationRule? Validate(DerivationRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("derivation", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        var before = faults.Count;
        var rule = new DerivationRule
        {
            Smoothing = checks.Constant("smoothing", draft.Smoothing),
            MinLogLift = LogLift("minLogLift", draft.MinLogLift),
            FullLogLift = LogLift("fullLogLift", draft.FullLogLift),
            MaxTopics = (int)checks.Whole("maxTopics", draft.MaxTopics, 1, FitModelLimits.MaxDerived),
            MaxBrands = (int)checks.Whole("maxBrands", draft.MaxBrands, 1, FitModelLimits.MaxDerived),
            MinLogSpread = checks.Required("minLogSpread", draft.MinLogSpread, BriefLimits.MinLogSpread, BriefLimits.MaxLogSpread),
            Background = ReadBackground(draft.Background, faults)!,
            SizeSmoothing = checks.Constant("sizeSmoothing", draft.SizeSmoothing),
            SizeSpreadSmoothing = checks.Constant("sizeSpreadSmoothing", draft.SizeSpreadSmoothing),
            FullBrandLogLift = LogLift("fullBrandLogLift", draft.FullBrandLogLift),
            MinBrandWeight = checks.Required("minBrandWeight", draft.MinBrandWeight, FitModelLimits.LeastConstant, FitModelLimits.MostBrandWeight),
        };
        return faults.Count > before ? null : rule;

        double LogLift(string field, double? value) => checks.Required(field, value, FitModelLimits.LeastConstant, FitModelLimits.MostRate);
    }

    private static Background? ReadBackground(BackgroundDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("derivation.background", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        checks.Text("description", draft.Description, FitModelLimits.MaxTextBytes);
        var size = checks.Whole("size", draft.Size, 1);
        var topics = ReadTopics(draft.Topics, faults);
        return new Background
        {
            Description = draft.Description ?? "",
            Size = size,
            Topics = topics,
            LogFollowersMean = checks.Required(
                "logFollowersMean", draft.LogFollowersMean, FitModelLimits.LeastConstant, FitModelLimits.MostLogFollowers),
            LogFollowersSpread = checks.Required(
                "logFollowersSpread", draft.LogFollowersSpread, FitModelLimits.LeastLogSpread, FitModelLimits.MostLogSpread),
        };
    }

    /// <summary>In ordinal order of the paths, so that no sum over them depends on the order of a map.</summary>
    private static ReadOnlyDictionary<string, double> ReadTopics(IReadOnlyDictionary<string, double>? drafts, FaultList faults)
    {
        const string path = "derivation.background.topics";
        var topics = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        if (drafts?.Count > FitModelLimits.MaxBackgroundTopics)
        {
            faults.Add(path, FaultCode.TooMany, $"must be at most {FitModelLimits.MaxBackgroundTopics}; got {drafts.Count}.");
            return new ReadOnlyDictionary<string, double>(topics);
        }

        var share = new RuleChecks("", faults);
        var given = drafts ?? ReadOnlyDictionary<string, double>.Empty;
        foreach (var (topic, value) in given.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var at = FaultPath.Key(path, topic);
            share.Note(at, TopicPath.Check(topic));
            share.Note(at, NumberRule.Positive(value) ?? NumberRule.Share(value));
            topics.Add(topic, value);
        }

        return new ReadOnlyDictionary<string, double>(topics);
    }
}
