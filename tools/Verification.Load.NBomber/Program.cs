using System.Text.Json;
using Verification.Load.Driving;
using Verification.Load.NBomber;
using Verification.Load.Plans;
using Verification.Readiness;

// The same contract as our own engine's: a request on the standard input, results in its folder, 0 done, 64 wrong input, 70 failed.
try
{
    if (args is not ["drive"])
    {
        throw new InputException("This is not a command of the NBomber engine; usage: Verification.Load.NBomber drive < REQUEST.json.");
    }

    DriveRequest request = DriveRequests.Read(Console.In.ReadToEnd());
    if (request.Plan.Model != LoadModel.Closed || request.Plan.ThinkMilliseconds == 0)
    {
        throw new InputException($"{request.Plan.Id}: NBomber drives closed plans with a think time; its open simulations are not evenly paced, so leave those to our own engine.");
    }

    (DriveResult result, EventOutcome[] outcomes) = new UsersDrive(request).Run();
    OutcomeFile.Write(Path.Combine(request.Output, DriveFiles.Outcomes), outcomes);
    File.WriteAllText(Path.Combine(request.Output, DriveFiles.Result), JsonSerializer.Serialize(result, Json.Document));
    return 0;
}
catch (InputException error)
{
    Console.Error.WriteLine(error.Message);
    return 64;
}
catch (Exception error)
{
    Console.Error.WriteLine($"The NBomber engine failed: {error}");
    return 70;
}
