using System.Diagnostics.CodeAnalysis;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models.Drafts;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks the fields of one rule of a model, and notes faults under the rule's path. What it reads out of a faulty draft
/// is never seen: a model with a fault is not built.</summary>
internal readonly struct RuleChecks(string path, FaultList faults)
{
    /// <summary>Notes a rule that is not there.</summary>
    public bool IsMissing<T>([NotNullWhen(false)] T? draft)
        where T : class
    {
        if (draft is not null)
        {
            return false;
        }

        faults.Add(path, FaultCode.Required, "must be given.");
        return true;
    }

    /// <summary>A required number: absent reads as 0, so that "greater than 0" also means "given".</summary>
    public void Positive(string field, double value) => Note(field, NumberRule.Positive(value));

    /// <summary>A required share: (0, 1].</summary>
    public void PositiveShare(string field, double value) => Note(field, NumberRule.Positive(value) ?? NumberRule.Share(value));

    /// <summary>A share: [0, 1].</summary>
    public void Share(string field, double value) => Note(field, NumberRule.Share(value));

    /// <summary>[0, ∞).</summary>
    public void NotNegative(string field, double value) => Note(field, NumberRule.NotNegative(value));

    /// <summary>[low, high].</summary>
    public void Between(string field, double value, double low, double high) => Note(field, NumberRule.Between(value, low, high));

    /// <summary>A whole number in [low, high].</summary>
    public void Whole(string field, ulong value, ulong low, ulong high)
    {
        if (value < low || value > high)
        {
            Reject(field, FaultCode.OutOfRange, $"must lie in [{low}, {high}]; got {value}.");
        }
    }

    /// <summary>A whole number of at least <paramref name="low"/>.</summary>
    public void AtLeast(string field, ulong value, ulong low)
    {
        if (value < low)
        {
            Reject(field, FaultCode.OutOfRange, $"must be at least {low}; got {value}.");
        }
    }

    /// <summary>A required year.</summary>
    public void Year(string field, uint value) => Whole(field, value, 1900, 2100);

    /// <summary>A required text.</summary>
    public void Text(string field, string? value, int maxBytes) => Note(field, TextRule.Plain(value, maxBytes));

    /// <summary>A required prior.</summary>
    public Prior Prior(PriorDraft? draft)
    {
        var prior = new RuleChecks(FaultPath.Join(path, "prior"), faults);
        if (prior.IsMissing(draft))
        {
            return new Prior(0, 0, 0);
        }

        var before = faults.Count;
        prior.Share("mean", draft.Mean);
        prior.Share("low", draft.Low);
        prior.Share("high", draft.High);
        var inRange = faults.Count == before;
        if (inRange && draft.Mean < draft.Low)
        {
            prior.Reject("mean", FaultCode.NotIncreasing, "must be at least low.");
        }

        if (inRange && draft.High < draft.Mean)
        {
            prior.Reject("high", FaultCode.NotIncreasing, "must be at least mean.");
        }

        return new Prior(draft.Mean, draft.Low, draft.High);
    }

    /// <summary>Required parts by their fields: some of them must have a weight.</summary>
    public PartRule[] Parts(params ReadOnlySpan<(string Field, PartRuleDraft? Draft)> drafts)
    {
        var before = faults.Count;
        var parts = new PartRule[drafts.Length];
        var sum = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Part(drafts[i].Field, drafts[i].Draft);
            sum += parts[i].Weight;
        }

        if (faults.Count == before && !(sum > 0 && double.IsFinite(sum)))
        {
            faults.Add(path, FaultCode.Sum, "must have a part with a weight above 0, and weights with a finite sum.");
        }

        return parts;
    }

    /// <summary>Notes a fault at a field.</summary>
    public void Reject(string field, FaultCode code, string message) => faults.Add(FaultPath.Join(path, field), code, message);

    /// <summary>Notes a verdict on a field, where it is one against it.</summary>
    public void Note(string field, Violation? wrong)
    {
        if (wrong is { } violation)
        {
            faults.Add(FaultPath.Join(path, field), violation);
        }
    }

    private PartRule Part(string field, PartRuleDraft? draft)
    {
        var part = new RuleChecks(FaultPath.Join(path, field), faults);
        if (part.IsMissing(draft))
        {
            return new PartRule(0, new Prior(0, 0, 0));
        }

        part.NotNegative("weight", draft.Weight);
        return new PartRule(draft.Weight, part.Prior(draft.Prior));
    }
}
