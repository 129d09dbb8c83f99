using System.Runtime.InteropServices;

namespace InfluenceGrpc.Load;

/// <summary>The server's process at one moment.</summary>
/// <param name="At">When, since the beginning.</param>
/// <param name="ResidentBytes">Its resident memory.</param>
/// <param name="Handles">Files and sockets that it has open.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="CpuNanoseconds">Processor time that it has had so far.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ServerSample(TimeSpan At, long ResidentBytes, int Handles, int Threads, double CpuNanoseconds)
{
    /// <summary>Takes one.</summary>
    public static ServerSample Take(TimeSpan at, Testing.ServerProcess server) => new(
        at,
        server.ResidentBytes,
        Directory.GetFiles($"/proc/{server.Id}/fd").Length,
        Directory.GetDirectories($"/proc/{server.Id}/task").Length,
        ProcessCpu.Nanoseconds([server.Id]));
}
