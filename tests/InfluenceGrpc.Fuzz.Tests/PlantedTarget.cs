using InfluenceGrpc.Fuzzing;

namespace InfluenceGrpc.Fuzz.Tests;

/// <summary>A target with a fault that is known.</summary>
internal sealed class PlantedTarget(Func<byte[], string?> faultOf) : IFuzzTarget
{
    public FuzzInput Draw(Random random)
    {
        var bytes = new byte[random.Next(1, 60)];
        random.NextBytes(bytes);
        return new FuzzInput("planted", "drawn", [[.. "head"u8], bytes]);
    }

    public Task<FuzzVerdict> TryAsync(FuzzInput input) => Task.FromResult(new FuzzVerdict("tried", faultOf(input.Parts[^1])));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
