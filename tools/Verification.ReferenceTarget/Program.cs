using Verification.ReferenceTarget;

return await Roles.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out, Console.Error);
