namespace Crosspath.Paths.Counting;

/// <summary>What becomes of a path's label as the path goes along an edge.</summary>
internal interface ILabelTransition
{
    /// <summary>The label after an edge, 0 or more; -1 when no path with this label may take the edge. The same for
    /// the same label and edge, always.</summary>
    int Follow(int label, int edge);
}
