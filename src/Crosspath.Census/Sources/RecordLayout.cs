namespace Crosspath.Census.Sources;

/// <summary>The forms in which records of certificates come as lines.</summary>
internal enum RecordLayout
{
    /// <summary>Cells between a separator, under a header line.</summary>
    Table,

    /// <summary>Zeek's own logs: lines that begin with # tell about the columns.</summary>
    Zeek,

    /// <summary>A JSON object a line.</summary>
    Json,
}
