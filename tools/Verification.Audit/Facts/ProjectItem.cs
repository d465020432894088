using System.Globalization;
using Verification.Audit.Compose;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>The deployment as a whole.</summary>
internal static class ProjectItem
{
    public static Item Of(Deployment deployment, Place place)
    {
        FactSheet sheet = new("project", deployment.Project.Name ?? "project", place);
        sheet.Add("composeVersion", deployment.Project.Version).Add("hasGlitchtip", deployment.GlitchTip.Any());
        DomainFacts.Add(sheet, deployment);
        Whole(sheet, "hasScheduler", deployment, CommandFacts.Schedules);
        Whole(sheet, "migrates", deployment, service => service.RoleName == Role.AllInOne || Role.Migrates(service.Command));
        Whole(sheet, "hasWorker", deployment, service => service.RoleName is Role.Worker or Role.AllInOne);
        Same(sheet, "sameDatabase", deployment, service => DatabaseFacts.Target(service, deployment));
        Same(sheet, "sameBroker", deployment, service => BrokerFacts.Target(service, deployment));
        Same(sheet, "sameVersion", deployment, service => service.Service.Image);
        Uploads(sheet, deployment);
        Memory(sheet, deployment);
        return sheet.Item();
    }

    private static bool IsUnclear(ServiceView service) => Role.IsOpaque(service.Command) || (service.Command.Length == 0 && service.Env("SERVER_ROLE").UnknownBecause is not null);

    // True where one service does it, unknown where one may.
    private static void Whole(FactSheet sheet, string fact, Deployment deployment, Func<ServiceView, bool?> does)
    {
        List<(ServiceView Service, bool? Does)> all = [.. deployment.Started.Select(service => (service, IsUnclear(service) && does(service) != true ? null : does(service)))];
        (ServiceView Service, bool? Does) yes = all.Find(one => one.Does == true), perhaps = all.Find(one => one.Does is null);
        if (yes.Service is null && perhaps.Service is not null)
        {
            sheet.Unknown(fact, $"neither the image nor the command of {perhaps.Service.Name} tells.", perhaps.Service.Service.Place);
            return;
        }

        Place? worker = deployment.With(Role.Worker).Concat(deployment.GlitchTip).FirstOrDefault()?.Service.Place;
        sheet.Add(fact, yes.Service is not null, (yes.Service?.Service.Place) ?? worker);
    }

    // Web puts events where only the worker that looks at the same place finds them.
    private static void Same(FactSheet sheet, string fact, Deployment deployment, Func<ServiceView, string?> told)
    {
        List<(ServiceView Service, string? Told)> all = [.. deployment.Started.Where(service => service.RoleName is Role.Web or Role.Worker or Role.AllInOne).Select(service => (service, told(service)))];
        (ServiceView Service, string? Told) other = all.Find(one => one.Told is not null && one.Told != all[0].Told);
        sheet.Put(fact, all.Exists(one => one.Told is null) ? Fact.Unknown("the setting of one of its services can't be told.") : Fact.Of(other.Service is null, other.Service?.Service.Place));
    }

    private static void Uploads(FactSheet sheet, Deployment deployment)
    {
        if (deployment.With(Role.AllInOne).Any() || deployment.GlitchTip.Any(service => service.Env("DEFAULT_FILE_STORAGE").Given || service.Env("AWS_STORAGE_BUCKET_NAME").Given))
        {
            // One container, or a bucket: there is nothing to share.
            sheet.Add("uploadsShared", true);
            return;
        }

        string?[] web = [.. deployment.With(Role.Web).Select(Folder)], worker = [.. deployment.With(Role.Worker).Select(Folder)];
        ServiceView? without = deployment.With(Role.Web, Role.Worker).FirstOrDefault(service => Folder(service) is null);
        sheet.Add("uploadsShared", web.Concat(worker).Distinct().ToList() is [string] && web.Length > 0 && worker.Length > 0, without?.Service.Place);
    }

    private static string? Folder(ServiceView service) =>
        service.Service.Mounts.FirstOrDefault(mount => mount.Target.TrimEnd('/') is "/code/uploads" or "/code" && mount.Type is "volume" or "bind")?.Source;

    private static void Memory(FactSheet sheet, Deployment deployment)
    {
        List<ServiceView> running = [.. deployment.Services.Where(service => !deployment.IsOneShot(service) && service.Service.Profiles.Count == 0)];
        string[] without = [.. running.Where(service => LimitFacts.MemoryMiB(service.Service) is null).Select(service => service.Name)];
        double sum = running.Sum(service => (LimitFacts.MemoryMiB(service.Service) ?? 0) * Replicas(service.Service));
        sheet.Put("memoryLimitTotalMiB", without.Length == 0
            ? Fact.Of(Math.Round(sum, 1), null)
            : Fact.Unknown($"{string.Join(", ", without)} {(without.Length == 1 ? "has" : "have")} no limit to add."));
    }

    private static int Replicas(ComposeService service) =>
        int.TryParse((service.Node("deploy.replicas") ?? service.Node("scale")).Text(), NumberStyles.None, CultureInfo.InvariantCulture, out int replicas) ? replicas : 1;
}
