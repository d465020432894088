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

    /// <summary>The steps of one job of a workflow.</summary>
    public ActionFile Job(string name) => new((YamlMappingNode)((YamlMappingNode)Root.Children["jobs"]).Children[name]);

    /// <summary>Runs the script of a step as a runner would, in a folder that takes the place of the work tree.</summary>
    /// <returns>Its exit code, what it printed, and the outputs and the summary that it wrote.</returns>
    public async Task<StepResult> RunAsync(string name, string folder, IReadOnlyDictionary<string, string> environment)
    {
        string script = Path.Combine(folder, "step.sh"), outputs = Path.Combine(folder, "outputs"), summary = Path.Combine(folder, "summary");
        await File.WriteAllTextAsync(script, Text(Step(name), "run"));
        await File.WriteAllTextAsync(outputs, "");
        await File.WriteAllTextAsync(summary, "");
        ProcessStartInfo start = new("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", script]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["GITHUB_OUTPUT"] = outputs;
        start.Environment["GITHUB_STEP_SUMMARY"] = summary;
        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, printed + await errors, await File.ReadAllTextAsync(outputs), await File.ReadAllTextAsync(summary));
    }
}

/// <summary>How a step ended.</summary>
internal sealed record StepResult(int Code, string Printed, string Outputs, string Summary);
