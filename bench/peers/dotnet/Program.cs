// What one would write first on .NET for tiers: the template of ASP.NET Core for gRPC, with generated code and nothing tuned.
//
//   InfluenceGrpc.DotnetPeer PORT BOUND...    serves on 127.0.0.1:PORT; bounds of the tiers, in followers, ascending
//
// Answers ClassifyTier and StreamClassifyTiers of the contract for follower counts and for profiles in rows, ScoreFit with an empty
// message (what a call costs that does nothing), and nothing else.
using System.Globalization;
using System.Net;
using InfluenceGrpc.DotnetPeer;
using Microsoft.AspNetCore.Server.Kestrel.Core;

if (args.Length < 2)
{
    Console.Error.WriteLine("InfluenceGrpc.DotnetPeer PORT BOUND...");
    return 2;
}

var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
    IPAddress.Loopback, int.Parse(args[0], CultureInfo.InvariantCulture), endpoint => endpoint.Protocols = HttpProtocols.Http2));
builder.Services.AddSingleton(Bounds.Read(args.AsSpan(1)));
builder.Services.AddGrpc();
var app = builder.Build();
app.MapGrpcService<TierPeer>();
app.MapGrpcService<FitPeer>();
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("serving"));
await app.RunAsync();
return 0;
