using System.Text;

namespace Crosspath.Federations;

/// <summary>A trust bundle as a Kubernetes ConfigMap.</summary>
internal static class ConfigMapBundle
{
    public static byte[] Write(TrustBundle bundle)
    {
        var text = new StringBuilder($"""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: crosspath-trust-{bundle.Domain.Name}
              labels:
                app.kubernetes.io/managed-by: crosspath
            data:

            """);
        AddFile(text, "trust.pem", FederationFiles.Pem(bundle.Anchors));
        if (!bundle.Intermediates.IsEmpty)
            AddFile(text, "intermediates.pem", FederationFiles.Pem(bundle.Intermediates));
        return Encoding.UTF8.GetBytes(text.ToString().ReplaceLineEndings("\n"));
    }

    // A block scalar: what is indented is text, whatever it says.
    private static void AddFile(StringBuilder text, string name, byte[] content)
    {
        text.Append("  ").Append(name).Append(": |\n");
        foreach (var line in Encoding.UTF8.GetString(content).TrimEnd('\n').Split('\n'))
            text.Append("    ").Append(line).Append('\n');
    }
}
