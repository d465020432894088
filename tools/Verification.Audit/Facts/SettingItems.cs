using Verification.Audit.Compose;
using Verification.Audit.Env;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Turns environment variables, and the variables that compose files use, into items.</summary>
internal static class SettingItems
{
    /// <summary>One item per variable of each service.</summary>
    public static IEnumerable<Item> Of(Deployment deployment) =>
        from service in deployment.Services
        from variable in service.Service.Environment
        select new FactSheet("setting", variable.Name, variable.Place)
            .Add("service", service.Name)
            .Add("role", service.RoleName)
            .Add("secret", SecretNames.Of(variable.Name, variable.Value) is not null)
            .Item();

    // PASSWORD=pa$word reads as the variable word: its name is a part of the secret.
    private static string? Holder(VariableUse use, Deployment deployment) => deployment.Project.EnvFiles.Append(deployment.Project.DotEnv).OfType<EnvFile>()
        .Where(file => file.Path == use.Place.File).SelectMany(file => file.Entries)
        .LastOrDefault(entry => entry.Place.Line <= use.Place.Line && entry.Variables.Contains(use.Name) && SecretNames.Of(entry.Name, "x") is not null)?.Name;

    /// <summary>One item per name that a compose file asks for.</summary>
    public static IEnumerable<Item> Variables(Deployment deployment) =>
        from use in deployment.Project.Variables.GroupBy(use => use.Name)
        let worst = use.FirstOrDefault(one => one.Blank) ?? use.First()
        select new FactSheet("variable", Holder(worst, deployment) is string holder ? $"a name after the $ in {holder}" : use.Key, worst.Place).Add("set", worst.Set).Add("hasDefault", worst.HasDefault || worst.Required).Item();
}
