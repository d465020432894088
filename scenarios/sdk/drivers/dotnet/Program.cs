using Verification.SdkDriver.Running;
using Verification.SdkDriver.Scenarios;

// One JSON request on stdin, JSON lines on stdout; the contract is in ../../README.md.
const int Usage = 64;
const int Broken = 70;

try
{
    DriverRequest request = await RequestReader.ReadAsync(Console.OpenStandardInput());
    IReadOnlyList<Scenario> scenarios = Scenario.LoadAll(request.Scenarios);
    using Output output = new();
    return await DriverRun.RunAsync(request, scenarios, output);
}
catch (BadRequestException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return Usage;
}
catch (Exception fault)
{
    // An abort would leave a dump of the memory, and with it the DSN.
    await Console.Error.WriteLineAsync($"The driver itself failed: {fault.GetType().Name}: {fault.Message}");
    return Broken;
}
