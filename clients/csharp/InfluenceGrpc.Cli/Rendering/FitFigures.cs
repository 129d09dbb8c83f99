using System.Globalization;
using InfluenceGrpc.Cli.Fit;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Scores as people read them.</summary>
internal static class FitFigures
{
    public static string Points(double points) => points.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Interval(double lower, double upper) => $"({Points(lower)} to {Points(upper)})";

    /// <summary>"too_many_followers": "too many followers".</summary>
    public static string Words<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        ContractName.Of(value).Replace('_', ' ');

    public static string Words<TEnum>(IEnumerable<TEnum> values)
        where TEnum : struct, Enum =>
        string.Join(", ", values.Select(Words));

    /// <summary>Against which brief and by which model; markup.</summary>
    public static string Against(string title, string modelId, uint modelVersion)
    {
        var brief = title.Length > 0 ? $"\"{title}\"" : "a brief without a title";
        return $"against {Ink.Plain(brief)} by {Ink.Plain(modelId)} (version {modelVersion})";
    }
}
