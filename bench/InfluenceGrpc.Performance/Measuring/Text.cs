using System.Globalization;

namespace InfluenceGrpc.Performance.Measuring;

/// <summary>Numbers in reports, the same on every machine.</summary>
internal static class Text
{
    /// <summary>Writes it in no country's way.</summary>
    public static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
