using InfluenceGrpc.ReachValidation;

return ValidationCommand.Run(args, Console.Out, Console.Error);
