using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 2.2: how much of the audience is wanted.</summary>
internal static class AudienceStep
{
    /// <summary>Fills in the parts, and the target share.</summary>
    public static void Evaluate(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        if (brief.Audience.Length == 0)
        {
            return;
        }

        var parts = into[FitComponent.Audience].Filling;
        var compiled = brief.Of(FitComponent.Audience).Parts;
        var (isKnown, joint, sumOfLeast, most) = (false, 1.0, 0.0, 1.0);
        for (var i = 0; i < parts.Length; i++)
        {
            var prior = compiled[i].Prior;
            if (profile.Audience is { } audience && brief.Audience[i].In(audience) is { } share)
            {
                parts[i] = new PartFigure { Known = true, Value = share.Share, Up = Math.Min(share.Unlisted, prior.High - prior.Mean) };
                joint *= share.Share;
                isKnown = true;
                sumOfLeast += share.Share;
                most = Math.Min(most, share.Share + share.Unlisted);
            }
            else
            {
                joint *= prior.Mean;
                sumOfLeast += prior.Low;
                most = Math.Min(most, prior.High);
            }
        }

        var least = Math.Max(0, sumOfLeast - (parts.Length - 1));
        into.TargetShare = isKnown ? new TargetShare(joint, Math.Min(least, joint), Math.Max(most, joint)) : null;
        into.WantedShare = joint;
    }

    /// <summary>What the dimensions may have to do with each other, as squares of how far it moves the value down and up.</summary>
    /// <remarks>
    /// The product of k shares takes them for independent; the truth lies between the Fréchet bounds. On the scale of the
    /// geometric mean g a bound b stands at g·(b/product)^(1/k). Of no known dimension it makes, together with the dimension's
    /// own reach, more than not knowing it would: another fact must not widen the interval.
    /// </remarks>
    public static (double DownSquared, double UpSquared) Dependence(CompiledBrief brief, ReadOnlySpan<PartFigure> parts)
    {
        var compiled = brief.Of(FitComponent.Audience).Parts;
        var (known, product, sum, most) = (0, 1.0, 0.0, 1.0);
        var (capDown, capUp) = (double.PositiveInfinity, double.PositiveInfinity);
        var (logs, weights) = (0.0, 0.0);
        for (var i = 0; i < parts.Length; i++)
        {
            var (weight, prior) = (compiled[i].Weight, compiled[i].Prior);
            if (!parts[i].Known || weight == 0)
            {
                continue;
            }

            known++;
            product *= parts[i].Value;
            sum += parts[i].Value;
            most = Math.Min(most, parts[i].Value);
            weights += weight;
            logs += weight * PortableMath.Log(parts[i].Value);
            capDown = Math.Min(capDown, weight * weight * (Square(prior.Mean - prior.Low) - Square(parts[i].Down)));
            capUp = Math.Min(capUp, weight * weight * (Square(prior.High - prior.Mean) - Square(parts[i].Up)));
        }

        if (known < 2 || product == 0)
        {
            return default;
        }

        var mean = PortableMath.Exp(logs / weights);
        var share = brief.Model.Audience.FrechetShare;
        var least = Math.Max(0, sum - (known - 1));
        var down = share * mean * (1 - (least == 0 ? 0 : PortableMath.Power(Math.Min(1, least / product), 1.0 / known)));
        var up = share * mean * (PortableMath.Power(Math.Max(1, most / product), 1.0 / known) - 1);
        return (Math.Min(down * down, capDown), Math.Min(up * up, capUp));
    }

    private static double Square(double x) => x * x;
}
