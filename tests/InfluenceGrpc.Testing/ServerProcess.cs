using System.Diagnostics;
using System.Text;

namespace InfluenceGrpc.Testing;

/// <summary>The product's server as a process of its own, for what only a process can show: exit codes, signals, memory. It is the one that was
/// built with the tests, or that of INFLUENCE_SERVER_DLL: one that is compiled ahead starts in half the time.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Dictionary<string, string> NoVariables = [];
    private static readonly string Program = Environment.GetEnvironmentVariable("INFLUENCE_SERVER_DLL") is { Length: > 0 } ahead
        ? ahead
        : Path.Combine(AppContext.BaseDirectory, "InfluenceGrpc.Server.dll");

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> servingWeb = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly StoreFolder folder;

    private ServerProcess(ProcessStartInfo start, StoreFolder folder)
    {
        this.folder = folder;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Exited += (_, _) => serving.TrySetException(new InvalidOperationException("The server ended before it served."));
    }

    /// <summary>Where it serves.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where it serves JSON and the console, once it does: for servers that are told --Web:Listen.</summary>
    public Task<Uri> WebAddress => servingWeb.Task.WaitAsync(Patience);

    /// <summary>Everything it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Its resident memory now, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The most resident memory that it ever had, in bytes.</summary>
    public long PeakResidentBytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Starts a server, on a free port unless --listen names one, and waits until it serves.</summary>
    public static Task<ServerProcess> StartAsync(params string[] switches) => StartAsync(NoVariables, switches);

    /// <summary>Starts a server with environment variables of its own, on a free port unless --listen names one, and waits until it serves.</summary>
    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> variables, params string[] switches)
    {
        string[] listen = switches.Contains("--listen") ? [] : ["--listen", "127.0.0.1:0"];
        var server = Launch(variables, [.. listen, .. switches]);
        try
        {
            server.Address = await server.serving.Task.WaitAsync(Patience);
            return server;
        }
        catch (Exception exception)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not serve. It printed:{Environment.NewLine}{server.Output}", exception);
        }
    }

    /// <summary>Runs a server that is expected to end by itself; returns its exit code and what it printed.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(params string[] switches) => RunAsync(NoVariables, switches);

    /// <summary>Runs a server, with environment variables of its own, that is expected to end by itself.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string> variables, params string[] switches)
    {
        await using var server = Launch(variables, switches);
        return (await server.ExitAsync(), server.Output);
    }

    /// <summary>Asks it to stop, as an orchestrator does; returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
        return await ExitAsync();
    }

    /// <summary>Ends it without a warning, as a loss of power does; what it printed and its store stay.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
        folder.Dispose();
    }

    private static ServerProcess Launch(IReadOnlyDictionary<string, string> variables, string[] switches)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Program);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var store = new StoreFolder();
        string[] storeSwitch = switches.Contains("--help") ? [] : store.SwitchUnlessIn(switches);
        foreach (var value in (string[])[.. storeSwitch, .. switches])
        {
            start.ArgumentList.Add(value);
        }

        var server = new ServerProcess(start, store);
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    private async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.AppendLine(line);
        }

        Tell(serving, "Serving gRPC on ", line);
        Tell(servingWeb, "Serving JSON on ", line);
    }

    private static void Tell(TaskCompletionSource<Uri> address, string mark, string line)
    {
        if (line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
        {
            address.TrySetResult(new Uri(line[(at + mark.Length)..].Split(' ')[0]));
        }
    }
}
