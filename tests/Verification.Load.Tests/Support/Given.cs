using Verification.Load.Driving;
using Verification.Load.Plans;

namespace Verification.Load.Tests.Support;

/// <summary>Plans and requests with everything filled in that a test does not care about.</summary>
internal static class Given
{
    public static Stage Constant(double level, int milliseconds, string name = "constant") => new(name, StageKind.Constant, 0, level, level, milliseconds);

    public static Stage Ramp(double from, double to, int milliseconds, string name = "ramp") => new(name, StageKind.Ramp, 0, from, to, milliseconds);

    public static Stage Burst(int events, string name = "burst") => new(name, StageKind.Burst, events, 0, 0, 0);

    public static LoadPlan Plan(params Stage[] stages) => new()
    {
        Id = "plan",
        Title = "A plan of the tests",
        Source = "tests",
        Model = LoadModel.Open,
        Engine = LoadEngine.Own,
        Payload = new(1000, Groups: 3, Gzip: false),
        Connections = new(8, Reuse: true),
        Stages = stages,
        DrainMilliseconds = 0,
    };

    public static LoadPlan Closed(int thinkMilliseconds, params Stage[] stages) => Plan(stages) with { Model = LoadModel.Closed, ThinkMilliseconds = thinkMilliseconds };

    public static DriveRequest Request(LoadPlan plan, string url = "http://127.0.0.1:9", string output = ".") => new()
    {
        Plan = plan,
        Url = url,
        Project = "7",
        Key = "0123456789abcdef0123456789abcdef",
        RunTag = "00112233445566ff",
        Release = "app@1",
        Environment = "load",
        Output = output,
        TimeoutMilliseconds = 20_000,
    };
}
