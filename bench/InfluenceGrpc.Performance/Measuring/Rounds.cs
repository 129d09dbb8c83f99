namespace InfluenceGrpc.Performance.Measuring;

/// <summary>
/// Takes readings of neighbours in turn, round after round: the machine's speed drifts, and only neighbours compare. Before the first
/// round each is verified and runs for a while, which the runtime's compiler takes to bring code to its last form.
/// </summary>
/// <param name="options">How long and how often.</param>
/// <param name="results">Takes the readings.</param>
internal sealed class Rounds(PerformanceOptions options, Results results)
{
    /// <summary>Takes them; those that nobody asked for are left out.</summary>
    /// <exception cref="InvalidOperationException">An answer was wrong.</exception>
    public async Task TakeAsync(string section, IReadOnlyList<Variant> variants)
    {
        var wanted = variants.Where(variant => options.Wants(variant.Name)).ToArray();
        foreach (var variant in wanted)
        {
            Progress.Tell($"{section}: warming up {variant.Name}");
            await AttemptAsync(variant, variant.Verify);
            if (!variant.IsOnce && options.WarmUp > TimeSpan.Zero)
            {
                await AttemptAsync(variant, () => variant.Run(options.WarmUp));
            }
        }

        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var variant in wanted)
            {
                Progress.Tell($"{section}: round {round} of {options.Rounds}, {variant.Name}");
                await AttemptAsync(variant, async () => results.Add(variant.Name, await ReadAsync(variant, options.Reading)));
            }
        }
    }

    /// <summary>Runs one, and reads the CPU that it took.</summary>
    public static async Task<Reading> ReadAsync(Variant variant, TimeSpan duration)
    {
        int[] servers = variant.Server == 0 ? [] : [variant.Server];
        var (server, store, own) = (ProcessCpu.Nanoseconds(servers), ProcessCpu.Nanoseconds(variant.Stores), Environment.CpuUsage.TotalTime);
        var counts = await variant.Run(duration);
        return new(
            counts.Items / counts.Seconds,
            (ProcessCpu.Nanoseconds(servers) - server) / counts.Items,
            (Environment.CpuUsage.TotalTime - own).TotalNanoseconds / counts.Items,
            (ProcessCpu.Nanoseconds(variant.Stores) - store) / counts.Items);
    }

    private static async Task AttemptAsync(Variant variant, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Grpc.Core.RpcException or HttpRequestException)
        {
            throw new InvalidOperationException($"{variant.Name}: {exception.Message}", exception);
        }
    }
}
