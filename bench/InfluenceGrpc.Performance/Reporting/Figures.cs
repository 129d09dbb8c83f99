using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Reporting;

/// <summary>How figures are written.</summary>
internal static class Figures
{
    /// <summary>What stands where there is none.</summary>
    public const string NotMeasured = "not measured";

    private const int Significant = 3;

    /// <summary>Nanoseconds, in microseconds from a thousand on.</summary>
    public static string Nanos(double nanos) => nanos switch
    {
        double.NaN => NotMeasured,
        < 100 => Text.Of($"{nanos:0.0} ns"),
        < 1_000 => Text.Of($"{nanos:0} ns"),
        _ => Text.Of($"{nanos / 1_000:0.00} µs"),
    };

    /// <summary>Many, to three digits that count.</summary>
    public static string Many(double number)
    {
        if (double.IsNaN(number) || number <= 0)
        {
            return NotMeasured;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(number)) - Significant + 1);
        return Text.Of($"{Math.Round(number / unit) * unit:N0}");
    }

    /// <summary>A ratio.</summary>
    public static string Ratio(double ratio) => double.IsNaN(ratio) ? NotMeasured : Text.Of($"{ratio:0.00}");

    /// <summary>A share.</summary>
    public static string Percent(double share) => double.IsNaN(share) ? NotMeasured : Text.Of($"{share * 100:0.0} %");

    /// <summary>Milliseconds.</summary>
    public static string Milliseconds(double milliseconds) => double.IsNaN(milliseconds) ? NotMeasured : Text.Of($"{milliseconds:0.00}");

    /// <summary>From the least to the most.</summary>
    public static string Spread(IEnumerable<double> values, Func<double, string> written)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? NotMeasured : $"{written(sorted[0])} to {written(sorted[^1])}";
    }
}
