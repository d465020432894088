namespace Verification.Audit;

/// <summary>The files of a deployment folder, wherever they lie; whoever reads them never touches a disk.</summary>
public interface IDeploymentFiles
{
    /// <summary>Every file, relative to the folder, with forward slashes, in ordinal order.</summary>
    IReadOnlyList<string> Paths { get; }

    /// <summary>Reads a file; a path may be written as people write it (./x, a/../x) and may lead out of the folder, which is not followed.</summary>
    FileRead Read(string path);

    /// <summary>Permission bits as octal digits such as "600"; null when nobody can tell.</summary>
    string? Mode(string path);
}
