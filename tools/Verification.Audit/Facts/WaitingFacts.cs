using Verification.Audit.Compose;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>What a service waits for before it starts.</summary>
internal static class WaitingFacts
{
    public static void Add(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        string[] stores = [.. deployment.With(Role.Postgres, Role.Redis).Where(store => store.Service.Profiles.Count == 0).Select(store => store.Name)];
        HashSet<string> healthy = Healthy(view, deployment, []);
        sheet.Put("waitsForHealthyStores", stores.Length == 0
            ? Fact.Unknown("the project has no database and no broker of its own to wait for.", view.Service.Place)
            : Fact.Of(stores.All(healthy.Contains), view.Service.Node("depends_on")?.Place ?? view.Service.Place));
    }

    // What waits for a service also waits for what that one waited for.
    private static HashSet<string> Healthy(ServiceView view, Deployment deployment, HashSet<string> seen)
    {
        HashSet<string> all = new(StringComparer.Ordinal);
        foreach (ComposeDependency need in seen.Add(view.Name) ? view.Service.DependsOn : [])
        {
            if (IsHealthy(need))
            {
                all.Add(need.Name);
            }

            if (deployment.Services.FirstOrDefault(service => service.Name == need.Name) is ServiceView next)
            {
                all.UnionWith(Healthy(next, deployment, seen));
            }
        }

        return all;
    }

    private static bool IsHealthy(ComposeDependency need) => need.Condition == "service_healthy";
}
