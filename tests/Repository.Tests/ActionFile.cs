using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Verification.Repository.Tests;

/// <summary>action.yml, or a workflow: its steps as they are written.</summary>
internal sealed record ActionFile(YamlMappingNode Root)
{
    /// <summary>The action of this repository.</summary>
    public static ActionFile Ours { get; } = Read("action.yml");

    /// <summary>All workflows of this repository, by their paths.</summary>
    public static IReadOnlyList<string> Workflows { get; } =
        [.. SourceFile.All(".yml").Select(file => file.Path).Where(path => path.StartsWith(".github/workflows/", StringComparison.Ordinal))];

    /// <summary>Reads a file of this repository.</summary>
    public static ActionFile Read(string path)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(SourceFile.Root, path))));
        return new((YamlMappingNode)stream.Documents[0].RootNode);
    }

    /// <summary>Every mapping in it that has a `run` or a `uses`.</summary>
    public IReadOnlyList<YamlMappingNode> Steps => [.. Root.AllNodes.OfType<YamlMappingNode>().Where(node => Text(node, "run") is not null || Text(node, "uses") is not null)];

    /// <summary>The step of a name.</summary>
    public YamlMappingNode Step(string name) => Steps.Single(step => Text(step, "name") == name);

    /// <summary>The keys of a mapping such as inputs.</summary>
    public IReadOnlyList<string> Keys(string section) => Keys((YamlMappingNode)Root.Children[section]);

    /// <summary>The keys of a mapping.</summary>
    public static IReadOnlyList<string> Keys(YamlMappingNode node) => [.. node.Children.Keys.Select(key => ((YamlScalarNode)key).Value!)];

    /// <summary>The text of an entry; null when there is none or it is no text.</summary>
    public static string? Text(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out YamlNode? value) ? (value as YamlScalarNode)?.Value : null;

    /// <summary>Runs the script of a step of ours as a runner would.</summary>
    /// <returns>Its exit code, what it printed, and the outputs that it set.</returns>
    public static async Task<(int Code, string Printed, string Outputs)> RunAsync(string name, string folder, IReadOnlyDictionary<string, string> environment)
    {
        string script = Path.Combine(folder, "step.sh");
        string outputs = Path.Combine(folder, "outputs");
        await File.WriteAllTextAsync(script, Text(Ours.Step(name), "run"));
        await File.WriteAllTextAsync(outputs, "");
        ProcessStartInfo start = new("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GITHUB_OUTPUT"] = outputs;
        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, printed + await errors, await File.ReadAllTextAsync(outputs));
    }
}
