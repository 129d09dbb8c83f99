using InfluenceGrpc.Load;

if (LoadOptions.Read(args, out var fault) is not { } options)
{
    Console.Error.WriteLine(fault);
    Console.Error.WriteLine();
    Console.Error.WriteLine(LoadOptions.Help);
    return 2;
}

if (options.Command == LoadCommand.Help)
{
    Console.Out.WriteLine(LoadOptions.Help);
    return 0;
}

if (options is { Command: LoadCommand.Judge, CallsFile: { } calls })
{
    return await CallVerdict.PrintAsync(calls);
}

var report = await new Soak(options).RunAsync();
Console.Out.WriteLine(report.Words);
if (options.ChartFile is { } chart)
{
    await File.WriteAllTextAsync(chart, report.Chart);
}

return report.Faults.Count == 0 ? 0 : 1;
