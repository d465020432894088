namespace Verification.Acceptance;

/// <summary>Every check that is built, found by its class.</summary>
public static class CheckTypes
{
    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(CheckTest).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CheckTest)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>A check apart from the test runner.</summary>
    /// <param name="type">One of <see cref="All"/>.</param>
    public static CheckTest Create(Type type) => (CheckTest)Activator.CreateInstance(type, new AcceptanceRun())!;
}
