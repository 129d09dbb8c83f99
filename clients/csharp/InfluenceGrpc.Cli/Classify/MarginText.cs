using System.Globalization;

namespace InfluenceGrpc.Cli.Classify;

/// <summary>
/// A boundary margin as <c>--out</c> writes it, the same bytes in every client: the exact value of the contract's float
/// with exactly six decimals, a tie rounded to the even digit, a point as the decimal mark, no exponent and no grouping. What
/// rounds to zero is 0.000000, without a sign. -inf stands for no followers; nothing where there is no bound.
/// </summary>
internal static class MarginText
{
    public static string Of(float margin)
    {
        if (float.IsNaN(margin))
        {
            return "";
        }

        if (float.IsInfinity(margin))
        {
            return margin < 0 ? "-inf" : "inf";
        }

        var text = margin.ToString("F6", CultureInfo.InvariantCulture);
        return text == "-0.000000" ? text[1..] : text;
    }
}
