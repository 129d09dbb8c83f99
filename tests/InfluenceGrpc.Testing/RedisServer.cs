using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace InfluenceGrpc.Testing;

/// <summary>A real redis-server on 127.0.0.1, on a port and in a folder of its own.</summary>
/// <remarks>
/// A shell stands between: it ends the server when its own input ends, which it does when the test's process ends, however
/// that comes about. (Asking the kernel for a signal at the parent's death would not do: it means the thread that
/// started the process, and threads of a pool come and go.)
/// </remarks>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Shell = """redis-server "$@" >"$LOG" 2>&1 & echo $!; cat >/dev/null; kill -KILL $! 2>/dev/null; wait""";
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly RedisServerOptions options;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("influence-redis-");
    private Process? shell;
    private string serverId = "";
    private RespClient? client;

    private RedisServer(RedisServerOptions options) => this.options = options;

    /// <summary>Its port; the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>The port on which nodes of a cluster speak to each other.</summary>
    public int BusPort { get; private set; }

    /// <summary>Where it is, as the server's setting has it.</summary>
    public string Address => $"{(options.Certificates is null ? "redis" : "rediss")}://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Starts a server and waits until it answers.</summary>
    public static Task<RedisServer> StartAsync() => StartAsync(new RedisServerOptions());

    /// <summary>Starts a server and waits until it answers.</summary>
    public static async Task<RedisServer> StartAsync(RedisServerOptions options)
    {
        var server = new RedisServer(options);
        try
        {
            // Somebody else may take the port between its choice and its use.
            for (var attempt = 1; ; attempt++)
            {
                (server.Port, server.BusPort) = (FreePort(), FreePort());
                try
                {
                    await server.LaunchAsync();
                    return server;
                }
                catch (InvalidOperationException) when (attempt < Attempts)
                {
                    await server.KillAsync();
                }
            }
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it something; errors are exceptions.</summary>
    public async Task<object?> AskAsync(params string[] command)
    {
        try
        {
            client ??= await RespClient.ConnectAsync(Port, options.Password, options.Certificates);
            return await client.AskAsync(command);
        }
        catch (Exception exception) when (exception is not InvalidOperationException)
        {
            Forget();
            throw;
        }
    }

    /// <summary>Asks it something that is answered with a text.</summary>
    public async Task<string> AskTextAsync(params string[] command) => (string)(await AskAsync(command))!;

    /// <summary>Ends it without a warning, as a loss of power does.</summary>
    public async Task KillAsync()
    {
        Forget();
        if (shell is null)
        {
            return;
        }

        shell.StandardInput.Close();
        await shell.WaitForExitAsync().WaitAsync(Patience);
        shell.Dispose();
        shell = null;
    }

    /// <summary>Starts it again on the same port, with what it kept.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await LaunchAsync();
    }

    /// <summary>Stops it in the middle of whatever it does; its connections stay open.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on.</summary>
    public Task ResumeAsync() => SignalAsync("-CONT");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Forget()
    {
        client?.Dispose();
        client = null;
    }

    private async Task LaunchAsync()
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["LOG"] = Path.Combine(folder.FullName, "log");
        foreach (var argument in new[] { "-c", Shell, "redis-server" }.Concat(Settings().SelectMany(setting => new[] { $"--{setting.Name}", setting.Value })))
        {
            start.ArgumentList.Add(argument);
        }

        shell = Process.Start(start)!;
        serverId = (await shell.StandardOutput.ReadLineAsync().WaitAsync(Patience))!;
        var since = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            try
            {
                await AskAsync("PING");
                await AssertOursAsync();
                return;
            }
            catch (Exception) when (since.Elapsed < Patience && !HasEnded())
            {
                await pause.WaitForNextTickAsync();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"redis-server does not answer. It said: {await File.ReadAllTextAsync(Path.Combine(folder.FullName, "log"))}", exception);
            }
        }
    }

    // Where another process took the port first, it is that one's server that answers, and ours is about to end.
    private async Task AssertOursAsync()
    {
        var said = await AskTextAsync("INFO", "server");
        if (!said.Contains($"process_id:{serverId}\r", StringComparison.Ordinal))
        {
            Forget();
            throw new InvalidOperationException("Another server answers on the port.");
        }
    }

    // The shell holds on to the id until it has waited for it, so the process is ours or a corpse.
    private bool HasEnded()
    {
        var state = $"/proc/{serverId}/stat";
        return !File.Exists(state) || File.ReadAllText(state).Contains(") Z ", StringComparison.Ordinal);
    }

    private IEnumerable<(string Name, string Value)> Settings()
    {
        var port = Port.ToString(CultureInfo.InvariantCulture);
        yield return ("bind", "127.0.0.1");
        yield return ("dir", folder.FullName);
        yield return ("save", "");
        yield return ("appendonly", options.IsPersistent ? "yes" : "no");
        yield return ("appendfsync", "always");
        yield return ("enable-debug-command", "yes");
        yield return ("repl-diskless-sync-delay", "0");
        yield return ("port", options.Certificates is null ? port : "0");
        if (options.Certificates is { } certificates)
        {
            yield return ("tls-port", port);
            yield return ("tls-cert-file", certificates.CertificateFile);
            yield return ("tls-key-file", certificates.KeyFile);
            yield return ("tls-ca-cert-file", certificates.AuthorityFile);
            yield return ("tls-auth-clients", "no");
        }

        if (options.Password is { } password)
        {
            yield return ("requirepass", password);
            yield return ("masterauth", password);
        }

        yield return ("cluster-port", BusPort.ToString(CultureInfo.InvariantCulture));
        foreach (var setting in options.Further)
        {
            yield return setting;
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, serverId]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
    }
}
