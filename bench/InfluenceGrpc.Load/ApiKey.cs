using System.Diagnostics;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Load;

/// <summary>A caller's key, and the hash of it that goes into the settings.</summary>
internal sealed partial record ApiKey(string Key, string Hash)
{
    /// <summary>Has the server make one, as whoever runs it does.</summary>
    /// <exception cref="InvalidOperationException">It printed none.</exception>
    public static async Task<ApiKey> MakeAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "InfluenceGrpc.Server.dll"), "--new-api-key"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var printed = Printed().Match(output);
        return process.ExitCode == 0 && printed.Success
            ? new(printed.Groups["key"].Value, printed.Groups["hash"].Value)
            : throw new InvalidOperationException($"--new-api-key ended with {process.ExitCode} and printed no key.");
    }

    [GeneratedRegex(@"key:\s+(?<key>\S+).*hash:\s+(?<hash>\S+)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Printed();
}
