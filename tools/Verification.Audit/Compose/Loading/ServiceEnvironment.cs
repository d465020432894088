using Verification.Audit.Env;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Loading;

/// <summary>What a container's environment becomes: files in their order, then the environment section over them.</summary>
internal sealed class ServiceEnvironment(LoadState state, Func<string, string?> project)
{
    /// <summary>The variables of a service.</summary>
    public IReadOnlyList<ComposeVariable> Of(YamlMapping service)
    {
        IReadOnlyList<ComposeVariable> own = service["environment"] is YamlMapping environment ? [.. environment.Entries.Select(Own)] : [];
        Dictionary<string, string> given = own.Where(variable => variable.Value is not null).ToDictionary(variable => variable.Name, variable => variable.Value!, StringComparer.Ordinal);
        OrderedDictionary<string, ComposeVariable> all = new(StringComparer.Ordinal);
        foreach (YamlMapping file in service["env_file"] is YamlSequence files ? files.Items.OfType<YamlMapping>() : [])
        {
            // Within a file the project's variables win, then those of the service, then those of files above.
            EnvFile? read = EnvFileReader.Service(state, file, name => project(name) ?? given.GetValueOrDefault(name) ?? all.GetValueOrDefault(name)?.Value);
            foreach (EnvEntry entry in read?.Entries ?? [])
            {
                if (entry.Value is not null)
                {
                    all[entry.Name] = new ComposeVariable(entry.Name, entry.Value, VariableOrigin.EnvFile, entry.Place) { Variables = entry.Variables };
                }
            }
        }

        foreach (ComposeVariable variable in own)
        {
            all[variable.Name] = variable;
        }

        state.Budget.Spend(all.Count, service.Place);
        return [.. all.Values];
    }

    private ComposeVariable Own(YamlEntry entry)
    {
        YamlScalar? scalar = entry.Value as YamlScalar;
        return scalar is null || scalar.IsNull
            ? new ComposeVariable(entry.Key, project(entry.Key), VariableOrigin.Inherited, entry.KeyPlace) { Variables = [entry.Key] }
            : new ComposeVariable(entry.Key, scalar.AsText, scalar.Interpolated ? VariableOrigin.Interpolated : VariableOrigin.Literal, scalar.Place) { Variables = scalar.Variables };
    }
}
