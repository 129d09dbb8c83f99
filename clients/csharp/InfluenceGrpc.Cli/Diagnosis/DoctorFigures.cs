using System.Globalization;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>Figures of checks as people read them.</summary>
internal static class DoctorFigures
{
    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:#,0.0} ms");

    /// <summary>To a tenth, for programs.</summary>
    public static double Rounded(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);

    public static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
