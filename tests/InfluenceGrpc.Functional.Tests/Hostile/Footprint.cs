using System.Globalization;
using System.Runtime.InteropServices;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>What a process holds of the machine.</summary>
/// <param name="Files">Open files, sockets among them.</param>
/// <param name="Threads">Threads.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Footprint(int Files, int Threads)
{
    public static Footprint Of(int process)
    {
        var folder = Path.Combine("/proc", process.ToString(CultureInfo.InvariantCulture));
        return new(Directory.GetFileSystemEntries(Path.Combine(folder, "fd")).Length, Directory.GetDirectories(Path.Combine(folder, "task")).Length);
    }
}
