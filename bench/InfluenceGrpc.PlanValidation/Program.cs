using InfluenceGrpc.PlanValidation;

return PlanValidationCommand.Run(args, Console.Out, Console.Error);
