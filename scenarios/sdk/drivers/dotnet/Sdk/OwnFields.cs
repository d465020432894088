using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Verification.SdkDriver.Sdk;

/// <summary>The facts that an exception carries itself: the public properties that its type adds to Exception, and its Data.</summary>
internal static class OwnFields
{
    private const int Deepest = 6;
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    private static readonly HashSet<string> OfEveryException = [.. typeof(Exception).GetProperties().Select(property => property.Name)];

    /// <summary>Every fact with a value, made fit for JSON.</summary>
    public static IReadOnlyDictionary<string, object?> Of(Exception error)
    {
        Dictionary<string, object?> fields = new(StringComparer.Ordinal);
        for (Type type = error.GetType(); type != typeof(Exception); type = type.BaseType!)
        {
            foreach (PropertyInfo property in type.GetProperties(Declared).Where(property => property.GetIndexParameters().Length == 0 && !OfEveryException.Contains(property.Name)))
            {
                Add(fields, property.Name, Read(property, error));
            }
        }

        foreach (DictionaryEntry entry in error.Data)
        {
            Add(fields, $"{entry.Key}", Fit(entry.Value, Deepest));
        }

        return fields;
    }

    private static void Add(Dictionary<string, object?> fields, string name, object? value)
    {
        if (value is not null)
        {
            fields.TryAdd(name, value);
        }
    }

    private static object? Read(PropertyInfo property, Exception error)
    {
        try
        {
            return Fit(property.GetValue(error), Deepest);
        }
        catch (TargetInvocationException)
        {
            return null; // a property that is not available in this state; the others are
        }
    }

    private static object? Fit(object? value, int deepest) => value switch
    {
        null or string or bool or double or long => value,
        float number => (double)number,
        decimal number => (double)number,
        Enum name => $"{name}",
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        Guid or TimeSpan or Uri => $"{value}",
        Exception error => $"{error.GetType().Name}: {error.Message}",
        _ when deepest == 0 => $"{value}",
        IDictionary entries => entries.Keys.Cast<object>().ToDictionary(key => $"{key}", key => Fit(entries[key], deepest - 1)),
        IEnumerable list => list.Cast<object?>().Select(item => Fit(item, deepest - 1)).ToList(),
        _ => null,
    };
}
