using Verification.Load.Driving;

return Commands.Run(args, Console.In, Console.Out, Console.Error);
