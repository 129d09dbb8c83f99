using BenchmarkDotNet.Running;
using InfluenceGrpc.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(FollowerBandsBenchmark).Assembly).Run(args);
