using System.Collections.ObjectModel;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
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
        checks.Positive("smoothing", draft.Smoothing);
        checks.Positive("minLogLift", draft.MinLogLift);
        checks.Positive("fullLogLift", draft.FullLogLift);
        checks.Whole("maxTopics", draft.MaxTopics, 1, FitModelLimits.MaxDerived);
        checks.Whole("maxBrands", draft.MaxBrands, 1, FitModelLimits.MaxDerived);
        checks.Between("minLogSpread", draft.MinLogSpread, 0.05, 10);
        var background = ReadBackground(draft.Background, faults);
        checks.Positive("sizeSmoothing", draft.SizeSmoothing);
        checks.Positive("sizeSpreadSmoothing", draft.SizeSpreadSmoothing);
        checks.Positive("fullBrandLogLift", draft.FullBrandLogLift);
        checks.PositiveShare("minBrandWeight", draft.MinBrandWeight);
        return faults.Count > before
            ? null
            : new DerivationRule
            {
                Smoothing = draft.Smoothing,
                MinLogLift = draft.MinLogLift,
                FullLogLift = draft.FullLogLift,
                MaxTopics = (int)draft.MaxTopics,
                MaxBrands = (int)draft.MaxBrands,
                MinLogSpread = draft.MinLogSpread,
                Background = background!,
                SizeSmoothing = draft.SizeSmoothing,
                SizeSpreadSmoothing = draft.SizeSpreadSmoothing,
                FullBrandLogLift = draft.FullBrandLogLift,
                MinBrandWeight = draft.MinBrandWeight,
            };
    }

    private static Background? ReadBackground(BackgroundDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("derivation.background", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        checks.Text("description", draft.Description, FitModelLimits.MaxTextBytes);
        checks.AtLeast("size", draft.Size, 1);
        var topics = ReadTopics(draft.Topics, faults);
        checks.Positive("logFollowersMean", draft.LogFollowersMean);
        checks.Positive("logFollowersSpread", draft.LogFollowersSpread);
        return new Background
        {
            Description = draft.Description ?? "",
            Size = draft.Size,
            Topics = topics,
            LogFollowersMean = draft.LogFollowersMean,
            LogFollowersSpread = draft.LogFollowersSpread,
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
            share.PositiveShare(at, value);
            topics.Add(topic, value);
        }

        return new ReadOnlyDictionary<string, double>(topics);
    }
}
