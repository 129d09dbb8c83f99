using System.ComponentModel;
using System.Diagnostics;

namespace InfluenceGrpc.Performance.Peers;

/// <summary>Programs of the machine.</summary>
internal static class Tool
{
    /// <summary>Whether there is one of the name.</summary>
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs one to its end and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It ended with anything but 0, or is not there.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            })!;
            var faults = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}{await faults}");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"{program} is not installed.", exception);
        }
    }
}
