using System.Globalization;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Figures of scores as files hold them: the shortest digits that read back as the same number.</summary>
internal static class FitNumber
{
    /// <summary>Empty where there is none.</summary>
    public static string Of(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
