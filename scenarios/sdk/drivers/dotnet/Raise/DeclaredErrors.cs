using System.Reflection;
using System.Reflection.Emit;

namespace Verification.SdkDriver.Raise;

/// <summary>Errors of the types that scenarios name: .NET's own where it has them (in System), and declared on the fly where it has not.</summary>
internal static class DeclaredErrors
{
    private static readonly Type[] Parameters = [typeof(string), typeof(Exception)];
    private static readonly ModuleBuilder Module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Declared"), AssemblyBuilderAccess.Run).DefineDynamicModule("Declared");
    private static readonly Dictionary<string, ConstructorInfo> Known = new(StringComparer.Ordinal);

    /// <summary>An error of a type, not thrown yet.</summary>
    public static Exception Make(string type, string message, Exception? cause)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(type, out ConstructorInfo? constructor))
            {
                Known[type] = constructor = OfRuntime(type) ?? Declare(type);
            }

            return (Exception)constructor.Invoke([message, cause]);
        }
    }

    private static ConstructorInfo? OfRuntime(string type) =>
        typeof(Exception).Assembly.GetType($"System.{type}") is { IsPublic: true, IsAbstract: false } known && known.IsAssignableTo(typeof(Exception)) ? known.GetConstructor(Parameters) : null;

    private static ConstructorInfo Declare(string type)
    {
        TypeBuilder declared = Module.DefineType(type, TypeAttributes.Public | TypeAttributes.Sealed, typeof(Exception));
        ILGenerator body = declared.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, Parameters).GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Ldarg_1);
        body.Emit(OpCodes.Ldarg_2);
        body.Emit(OpCodes.Call, typeof(Exception).GetConstructor(Parameters)!);
        body.Emit(OpCodes.Ret);
        return declared.CreateType().GetConstructor(Parameters)!;
    }
}
