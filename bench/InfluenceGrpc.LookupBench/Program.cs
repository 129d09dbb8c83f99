using InfluenceGrpc.LookupBench;
using InfluenceGrpc.Testing;

if (BenchOptions.Read(args) is not { } options)
{
    Console.Out.WriteLine(BenchOptions.Help);
    return args.Contains("--help") ? 0 : 2;
}

await using var redis = await RedisServer.StartAsync();
await using var cluster = await RedisCluster.StartAsync();
Console.Out.WriteLine(await new Bench(options, redis, cluster).RunAsync());
return 0;
