using System.Globalization;

namespace InfluenceGrpc.Core.Faults;

/// <summary>Range checks for numbers. Null (not given) is always fine here: whether a field is required is another question.</summary>
internal static class NumberRule
{
    /// <summary>A share: [0, 1].</summary>
    public static Violation? Share(double? value) => Between(value, 0, 1);

    /// <summary>A rate, an average or a ratio: [0, ∞), finite.</summary>
    public static Violation? NotNegative(double? value) => value switch
    {
        null or (>= 0 and < double.PositiveInfinity) => null,
        _ when !double.IsFinite(value.Value) => NotFinite(value.Value),
        _ => new Violation(FaultCode.OutOfRange, $"must be 0 or more; got {Text(value.Value)}."),
    };

    /// <summary>(0, ∞), finite.</summary>
    public static Violation? Positive(double? value) => value switch
    {
        null or (> 0 and < double.PositiveInfinity) => null,
        _ when !double.IsFinite(value.Value) => NotFinite(value.Value),
        _ => new Violation(FaultCode.OutOfRange, $"must be greater than 0; got {Text(value.Value)}."),
    };

    /// <summary>[low, high], finite.</summary>
    public static Violation? Between(double? value, double low, double high)
    {
        if (value is not { } number || (number >= low && number <= high))
        {
            return null;
        }

        return double.IsFinite(number)
            ? new Violation(FaultCode.OutOfRange, $"must lie in [{Text(low)}, {Text(high)}]; got {Text(number)}.")
            : NotFinite(number);
    }

    private static Violation NotFinite(double value) => new(FaultCode.NotFinite, $"must be a finite number; got {Text(value)}.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
