using System.Globalization;

namespace InfluenceGrpc.Performance.Measuring;

/// <summary>CPU time of processes, user and kernel, as Linux counts it.</summary>
internal static class ProcessCpu
{
    private const double TicksPerSecond = 100;
    private const int UserTicksField = 11;

    /// <summary>Nanoseconds of CPU that the processes have used so far.</summary>
    public static double Nanoseconds(params IEnumerable<int> processes) => processes.Sum(Of);

    private static double Of(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");

        // The name, in brackets, may hold anything: fields are counted after it, from the third.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = double.Parse(fields[UserTicksField], CultureInfo.InvariantCulture)
            + double.Parse(fields[UserTicksField + 1], CultureInfo.InvariantCulture);
        return ticks / TicksPerSecond * 1e9;
    }
}
