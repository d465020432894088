using Verification.Audit.Compose;
using Verification.Audit.Yaml;

namespace Verification.Audit;

/// <summary>A health check as a deployment gives it to a service; null stands for the engine's own choice.</summary>
/// <param name="Test">Words, the first of which is CMD, CMD-SHELL or NONE; none for those of the image.</param>
/// <param name="Interval">Seconds.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="StartPeriod">Seconds.</param>
/// <param name="Retries">Failures until it counts as unhealthy.</param>
public sealed record DeployedHealth(IReadOnlyList<string> Test, double? Interval, double? Timeout, double? StartPeriod, int? Retries)
{
    internal static DeployedHealth? Of(ComposeService service)
    {
        double? Seconds(string name) => Durations.Seconds(service.Node($"healthcheck.{name}").Text()) is >= 0 and var seconds ? seconds : null;
        return service.HealthDisabled ? new(["NONE"], null, null, null, null)
            : service.Node("healthcheck") is null ? null
            // Without words of its own it is the image's test at other times.
            : new(service.HealthTest ?? [], Seconds("interval"), Seconds("timeout"), Seconds("start_period"), int.TryParse(service.Node("healthcheck.retries").Text(), out int retries) && retries > 0 ? retries : null);
    }
}
