using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace InfluenceGrpc.Interop.Tests;

/// <summary>The test host, running as a process while the tests of a class run.</summary>
public sealed class InteropHost : IAsyncLifetime, IDisposable
{
    private const string Announcement = "LISTENING 127.0.0.1:";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process = new()
    {
        StartInfo = new ProcessStartInfo(DotnetPath, [Path.Combine(AppContext.BaseDirectory, "InfluenceGrpc.Interop.TestHost.dll"), "--port", "0"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        },
    };

    /// <summary>The port that the host listens on.</summary>
    public int Port { get; private set; }

    // The dotnet that runs this test, whatever PATH says: <root>/shared/Microsoft.NETCore.App/<version>/.
    private static string DotnetPath => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    public async Task InitializeAsync()
    {
        _process.Start();
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(StartLimit);
        Assert.StartsWith(Announcement, line, StringComparison.Ordinal);
        Port = int.Parse(line![Announcement.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>Closes the host's standard input, at which it must end by itself.</summary>
    public async Task DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(StopLimit);
            Assert.Equal(0, _process.ExitCode);
        }
        finally
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Comes after <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => _process.Dispose();
}
