// What one would write first as a JSON API for tiers: a minimal API and System.Text.Json.
//
//   InfluenceGrpc.JsonApiPeer PORT BOUND...    serves on 127.0.0.1:PORT; bounds of the tiers, in followers, ascending
//
// POST /tier {"followerCount": 5000} -> {"ordinal": 2}
// POST /tiers [{"creatorId": "a", "followers": 5000}, ...] -> [2, ...]
using InfluenceGrpc.DotnetPeer;
using InfluenceGrpc.JsonApiPeer;

if (args.Length < 2)
{
    Console.Error.WriteLine("InfluenceGrpc.JsonApiPeer PORT BOUND...");
    return 2;
}

var bounds = Bounds.Read(args.AsSpan(1));
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{args[0]}");
var app = builder.Build();
app.MapPost("/tier", (Question question) => new Answer(bounds.OrdinalOf(question.FollowerCount)));
app.MapPost("/tiers", (Creator[] creators) => Array.ConvertAll(creators, creator => bounds.OrdinalOf(creator.Followers)));
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("serving"));
await app.RunAsync();
return 0;
