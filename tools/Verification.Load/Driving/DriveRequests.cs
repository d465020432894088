using System.Text.Json;
using Verification.Load.Plans;
using Verification.Readiness;

namespace Verification.Load.Driving;

/// <summary>Reads a <see cref="DriveRequest"/> and refuses one that cannot be driven.</summary>
internal static class DriveRequests
{
    private const int MostEvents = 50_000_000;

    /// <exception cref="InputException">What is wrong with it.</exception>
    public static DriveRequest Read(string json)
    {
        try
        {
            return Checked(JsonSerializer.Deserialize<DriveRequest>(json, Json.Document) ?? throw new InputException("The request on the standard input is null: give one drive request as JSON."));
        }
        catch (JsonException e)
        {
            throw new InputException($"The request on the standard input is not a drive request as JSON: {e.Message}", e);
        }
    }

    /// <exception cref="InputException">What is wrong with it.</exception>
    public static DriveRequest Checked(DriveRequest request)
    {
        LoadPlan plan = request.Plan;
        Plain(request.Url);
        if (request.Sink is { } sink)
        {
            Plain(sink);
        }

        Demand(request.RunTag.Length == 16 && request.RunTag.All(char.IsAsciiHexDigit), "runTag has to be 16 hexadecimal digits");
        Demand(Directory.Exists(request.Output), "output has to be an existing folder");
        Demand(request.TimeoutMilliseconds > 0, "timeoutMilliseconds has to be above 0");
        Demand(plan.Connections.Most is > 0 and <= 60_000, "connections have to be 1 to 60000");
        Demand(plan.Payload.Groups is > 0 and <= 10_000 && plan.Payload.Bytes is >= 1000 and <= 25_000_000, "a payload has 1 to 10000 groups and 1000 to 25000000 bytes");
        Demand(plan.Stages.Count is > 0 and <= short.MaxValue, "a plan needs stages");
        Demand(plan.Stages.All(stage => stage.Kind == StageKind.Burst ? stage.Events > 0 : stage.Milliseconds > 0 && stage is { From: >= 0, To: >= 0 }), "a burst needs events; any other stage a time and levels of at least 0");
        Demand(plan.Model == LoadModel.Open || plan.Stages.All(stage => stage.Kind != StageKind.Burst), "a burst belongs in an open plan: a closed one has users");
        Demand(plan.ThinkMilliseconds >= 0, "thinkMilliseconds must not be below 0");
        Demand(plan.Model == LoadModel.Closed || plan.Stages.Sum(stage => (long)stage.Planned) is > 0 and <= MostEvents, $"a plan sends 1 to {MostEvents} events");
        return request;

        void Demand(bool holds, string what)
        {
            if (!holds)
            {
                throw new InputException($"{plan.Id}: this drive request cannot be driven: {what}.");
            }
        }
    }

    private static void Plain(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https"))
        {
            throw new InputException($"{url}: this is not the address of a target: give scheme, host and port, such as http://127.0.0.1:8000.");
        }

        if (parsed.Scheme == "https")
        {
            throw new InputException($"{url}: the load engine speaks plain HTTP, so that it measures the target and not TLS: point it at the address behind the proxy.");
        }
    }
}
