using InfluenceGrpc.Fuzzing;

using var interruption = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interruption.Cancel();
};
return await FuzzingCommand.RunAsync(args, Console.Out, Console.Error, interruption.Token);
