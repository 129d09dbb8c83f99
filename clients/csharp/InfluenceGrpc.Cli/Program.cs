using InfluenceGrpc.Cli;
using InfluenceGrpc.Cli.Commands;

return await CliApplication.RunAsync(args, Terminal.OfProcess());
