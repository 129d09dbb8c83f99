namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Time that passes when a test says so. Thread-safe.</summary>
internal sealed class HandSetClock : TimeProvider
{
    private long ticks = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => SampleProfiles.StoredAt.AddTicks(GetTimestamp());

    public void Advance(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
