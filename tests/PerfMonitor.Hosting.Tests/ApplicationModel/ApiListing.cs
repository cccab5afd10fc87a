using System.Reflection;
using System.Runtime.CompilerServices;

namespace PerfMonitor.Hosting.Tests.ApplicationModel;

/// <summary>Writes the public members of an assembly one a line, in a fixed order.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly, string @namespace) => assembly.GetExportedTypes()
        .Where(type => type.Namespace == @namespace || type.Namespace!.StartsWith(@namespace + ".", StringComparison.Ordinal))
        .SelectMany(Members)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Members(Type type)
    {
        var owner = type.FullName!.Replace('+', '.');
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{owner}.{name} = {Convert.ToInt32(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}");
        }

        // What the compiler adds to records says nothing that the constructor and the properties do not.
        var members = type.GetMembers(Declared)
            .Where(member => member.GetCustomAttribute<CompilerGeneratedAttribute>() is null && member is not Type && !member.Name.StartsWith('<'))
            .Where(member => member is not MethodInfo { IsSpecialName: true } method || method.Name.StartsWith("op_Implicit", StringComparison.Ordinal))
            .Where(member => member is not MethodInfo method || method.GetBaseDefinition().DeclaringType != typeof(object));
        return members.Select(member => $"{owner}.{Describe(member)}").DefaultIfEmpty(owner);
    }

    private static string Describe(MemberInfo member) => member switch
    {
        MethodInfo method => $"{method.Name}{(method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "")}({Parameters(method)}) : {Name(method.ReturnType)}",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        PropertyInfo property => $"{property.Name} : {Name(property.PropertyType)}{(property.GetMethod?.IsPublic == true ? " get" : "")}{(property.SetMethod?.IsPublic == true ? " set" : "")}",
        FieldInfo field => $"{field.Name} : {Name(field.FieldType)}",
        _ => member.Name,
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "")}"));

    private static string Name(Type type) =>
        type.IsByRef ? "in " + Name(type.GetElementType()!)
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : Nullable.GetUnderlyingType(type) is { } value ? Name(value) + "?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
