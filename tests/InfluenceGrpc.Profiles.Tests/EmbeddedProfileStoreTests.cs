using InfluenceGrpc.Server.Profiles;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>The store in a file does what every store must do.</summary>
public sealed class EmbeddedProfileStoreTests(ITestOutputHelper output) : ProfileStoreBehaviour(output), IDisposable
{
    private readonly EmbeddedFile file = new();

    public void Dispose() => file.Dispose();

    private protected override async Task<IProfileStore> OpenAsync() => await file.OpenAsync();

    private protected override void LetPass(TimeSpan time) => file.Time.Advance(time);

    private protected override Task CleanUpAsync()
    {
        file.Log.AssertNoErrors();
        return Task.CompletedTask;
    }
}
