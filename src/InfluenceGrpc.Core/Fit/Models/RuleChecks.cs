using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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

    /// <summary>A required number, [low, high]; 0 where it is faulty.</summary>
    public double Required(string field, double? value, double low, double high)
    {
        if (value is not { } number)
        {
            Reject(field, FaultCode.Required, $"must be given, in [{Text(low)}, {Text(high)}].");
            return 0;
        }

        return InRange(field, number, low, high);
    }

    /// <summary>A required half, smoothing or number of posts.</summary>
    public double Constant(string field, double? value) =>
        Required(field, value, FitModelLimits.LeastConstant, FitModelLimits.MostConstant);

    /// <summary>A required share that is divided by.</summary>
    public double Divisor(string field, double? value) => Required(field, value, FitModelLimits.LeastConstant, 1);

    /// <summary>A number that is 0 where it is not given, [low, high].</summary>
    public double Optional(string field, double? value, double low, double high) => InRange(field, value ?? 0, low, high);

    /// <summary>A share that is 0 where it is not given.</summary>
    public double Share(string field, double? value) => Optional(field, value, 0, 1);

    /// <summary>A required whole number in [low, high], high null for no bound; 0 where it is not given.</summary>
    public ulong Whole(string field, ulong? value, ulong low, ulong? high = null)
    {
        var range = high is null ? $"at least {low}" : $"in [{low}, {high}]";
        if (value is null)
        {
            Reject(field, FaultCode.Required, $"must be given, {range}.");
        }
        else if (value < low || value > high)
        {
            Reject(field, FaultCode.OutOfRange, $"must be {range}; got {value}.");
        }

        return value ?? 0;
    }

    /// <summary>As the other, of a number that is no larger than a year, a count of posts or of categories.</summary>
    public uint Whole(string field, uint? value, uint low, uint? high = null) => (uint)Whole(field, (ulong?)value, low, high);

    /// <summary>A required year.</summary>
    public uint Year(string field, uint? value) => Whole(field, value, 1900, 2100);

    /// <summary>A required text.</summary>
    public void Text(string field, string? value, int maxBytes) => Note(field, TextRule.Plain(value, maxBytes));

    /// <summary>A required prior; what it does not give is 0.</summary>
    /// <param name="draft">The prior as given.</param>
    /// <param name="leastMean">Least mean; one above 0 must be given.</param>
    public Prior Prior(PriorDraft? draft, double leastMean = 0)
    {
        var prior = new RuleChecks(FaultPath.Join(path, "prior"), faults);
        if (prior.IsMissing(draft))
        {
            return new Prior(0, 0, 0);
        }

        var before = faults.Count;
        var mean = leastMean > 0 ? prior.Required("mean", draft.Mean, leastMean, 1) : prior.Share("mean", draft.Mean);
        var (low, high) = (prior.Share("low", draft.Low), prior.Share("high", draft.High));
        var inRange = faults.Count == before;
        if (inRange && mean < low)
        {
            prior.Reject("mean", FaultCode.NotIncreasing, "must be at least low.");
        }

        if (inRange && high < mean)
        {
            prior.Reject("high", FaultCode.NotIncreasing, "must be at least mean.");
        }

        return new Prior(mean, low, high);
    }

    /// <summary>Required parts by their fields: some of them must have a weight.</summary>
    public PartRule[] Parts(params ReadOnlySpan<(string Field, PartRuleDraft? Draft)> drafts) => Parts(0, drafts);

    /// <summary>As the other, with a least mean of their priors.</summary>
    public PartRule[] Parts(double leastMean, params ReadOnlySpan<(string Field, PartRuleDraft? Draft)> drafts)
    {
        var before = faults.Count;
        var parts = new PartRule[drafts.Length];
        var sum = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Part(drafts[i].Field, drafts[i].Draft, leastMean);
            sum += parts[i].Weight;
        }

        if (faults.Count == before && sum == 0)
        {
            faults.Add(path, FaultCode.Sum, "must have a part with a weight above 0.");
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

    private PartRule Part(string field, PartRuleDraft? draft, double leastMean)
    {
        var part = new RuleChecks(FaultPath.Join(path, field), faults);
        if (part.IsMissing(draft))
        {
            return new PartRule(0, new Prior(0, 0, 0));
        }

        // A weight so small that what it is multiplied with gets lost was not meant.
        var weight = draft.Weight ?? 0;
        if (weight is not (0 or (>= FitModelLimits.LeastWeight and <= FitModelLimits.MostConstant)))
        {
            weight = part.InRange("weight", weight, FitModelLimits.LeastWeight, FitModelLimits.MostConstant, "be 0 or ");
        }

        return new PartRule(weight, part.Prior(draft.Prior, leastMean));
    }

    private double InRange(string field, double number, double low, double high, string or = "")
    {
        if (number >= low && number <= high)
        {
            return number;
        }

        Note(field, double.IsFinite(number)
            ? new Violation(FaultCode.OutOfRange, $"must {or}lie in [{Text(low)}, {Text(high)}]; got {number.ToString("R", CultureInfo.InvariantCulture)}.")
            : NumberRule.Share(number));
        return 0;
    }

    // 0.000001, as people write it, and not 1E-06.
    private static string Text(double bound) => ((decimal)bound).ToString(CultureInfo.InvariantCulture);
}
