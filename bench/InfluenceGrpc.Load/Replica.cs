using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Load;

/// <summary>One of the servers, over all its processes, at one address.</summary>
/// <param name="number">Which, from 1.</param>
/// <param name="switches">Of every process of it.</param>
internal sealed class Replica(int number, string[] switches) : IAsyncDisposable
{
    private readonly List<ReplicaLife> lives = [];
    private readonly List<string> faults = [];
    private ServerProcess? process;

    /// <summary>Where it serves; the same after a restart.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Its processes so far.</summary>
    public IReadOnlyList<ReplicaLife> Lives => lives;

    /// <summary>What its processes should not have done: logged an error, or ended with one.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>What the process at hand has printed.</summary>
    public string Output => process?.Output ?? "";

    /// <summary>Starts a process of it: on a free port the first time, on the same one after that.</summary>
    public async Task StartAsync(params string[] more)
    {
        string[] listen = Address is null ? [] : ["--listen", Address.Authority];
        process = await ServerProcess.StartAsync([.. listen, .. switches, .. more]);
        Address = process.Address;
        lock (lives)
        {
            lives.Add(new(number, lives.Count + 1));
        }
    }

    /// <summary>Ends its process as an orchestrator does.</summary>
    public async Task TerminateAsync()
    {
        if (process is not { } ending)
        {
            return;
        }

        // What is watched is a server that serves: one that ends gives its memory back.
        process = null;
        await using (ending)
        {
            var exitCode = await ending.TerminateAsync();
            if (exitCode != 0)
            {
                faults.Add($"{lives[^1].Name} ended with {exitCode}");
            }

            faults.AddRange(ErrorsIn(ending.Output).Select(error => $"{lives[^1].Name} logged {error}"));
        }
    }

    /// <summary>Notes how it is; nothing while it is away.</summary>
    public void Watch(TimeSpan at)
    {
        try
        {
            if (process is { } running)
            {
                var sample = ServerSample.Take(at, running);
                lock (lives)
                {
                    lives[^1].Samples.Add(sample);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException)
        {
            // It has just ended: unasked, if so its exit code says how.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }

    // An entry's first line says how bad it is, the next one what it is.
    private static IEnumerable<string> ErrorsIn(string log)
    {
        var lines = log.Split('\n', StringSplitOptions.TrimEntries);
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line].StartsWith("fail:", StringComparison.Ordinal) || lines[line].StartsWith("crit:", StringComparison.Ordinal))
            {
                yield return $"{lines[line]} {lines.ElementAtOrDefault(line + 1)}";
            }
        }
    }
}
