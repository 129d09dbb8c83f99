using InfluenceGrpc.Performance;
using InfluenceGrpc.Performance.Loads;

if (args is [BulkProcess.Word, var address, var streams])
{
    await BulkProcess.RunAsync(address, int.Parse(streams, System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

return await PerformanceCommand.RunAsync(args, Console.Out, Console.Error);
