using Influence.V1;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>What a server is and allows.</summary>
internal static class InfoRenderer
{
    public static void Render(Ink ink, string address, GetServerInfoResponse info)
    {
        ink.Line($"[bold]{Ink.Plain(address)}[/]: InfluenceGrpc {Ink.Plain(info.Version)} on {Ink.Plain(info.Runtime)}");
        ink.Line($"  up             {Figures.Duration(info.Uptime?.ToTimeSpan() ?? TimeSpan.Zero)}");
        ink.Line($"  schemes        {info.TierSchemeCount}, {Ink.Plain(info.DefaultTierSchemeId)} unless named");
        if (info.FitModelCount > 0)
        {
            ink.Line($"  fit models     {info.FitModelCount}, {Ink.Plain(info.DefaultFitModelId)} unless named");
        }

        ink.Line($"  profile store  {Store(info.ProfileStore)}");
        if (info.Limits is not { } limits)
        {
            return;
        }

        ink.Line($"  in a batch     {Figures.Count(limits.MaxItems)} items");
        ink.Line($"  in a request   {Figures.Count(limits.MaxTierSchemes)} schemes, {Figures.Count(limits.MaxMessageBytes)} bytes");
        if (limits.MaxLookupItems > 0)
        {
            ink.Line($"  in a look-up   {Figures.Count(limits.MaxLookupItems)} ids");
        }

        if (limits.MaxProfileBytes > 0)
        {
            ink.Line($"  of a creator   {Figures.Count(limits.MaxProfileBytes)} bytes kept");
        }

        if (limits.MaxRanked > 0)
        {
            ink.Line($"  in a ranking   {Figures.Count(limits.MaxRanked)} creators kept");
        }

        if (limits.MaxItemsWithComponents > 0)
        {
            ink.Line($"  explained      {Figures.Count(limits.MaxItemsWithComponents)} items a batch or chunk, with components of their scores");
        }

        if (limits.Stream is { } stream)
        {
            ink.Line(
                $"  in a stream    {Figures.Count(stream.MaxItemsPerChunk)} items and {Figures.Count(stream.MaxChunkBytes)} bytes a chunk, "
                + $"{Figures.Count(stream.MaxChunksInFlight)} chunks in flight");
        }
    }

    /// <summary>Where profiles are kept.</summary>
    public static string Store(ProfileStoreKind kind) => kind switch
    {
        ProfileStoreKind.None => "none",
        ProfileStoreKind.Embedded => "embedded (a database file of the server's own)",
        ProfileStoreKind.Redis => "redis",
        _ => "not told",
    };
}
