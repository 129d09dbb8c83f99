using System.ComponentModel;
using System.Diagnostics;

namespace InfluenceGrpc.Interop.Tests;

/// <summary>A program that ran to its end.</summary>
internal sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program; null when there is no such program. One that exceeds the limit is killed.</summary>
    /// <exception cref="TimeoutException">The program did not end in time.</exception>
    internal static async Task<ProcessRun?> TryRunAsync(string program, IEnumerable<string> arguments, TimeSpan limit)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(), output, error).WaitAsync(limit);
        }
        catch (TimeoutException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', process.StartInfo.ArgumentList)} did not end within {limit}.", exception);
        }

        return new ProcessRun(process.ExitCode, await output, await error);
    }
}
