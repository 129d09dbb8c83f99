using InfluenceGrpc.FitValidation;

return ValidationCommand.Run(args, Console.Out, Console.Error);
