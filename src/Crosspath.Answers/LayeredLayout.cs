namespace Crosspath.Answers;

/// <summary>A place in a layout; rows are counted in halves, so that columns can be centred.</summary>
internal readonly record struct Slot(int Column, int HalfRow);

/// <summary>The way of an edge, from left to right.</summary>
/// <param name="Slots">One in each column from one end's to the other's.</param>
/// <param name="Lane">The how manieth edge between these two it is, from 0.</param>
/// <param name="IsBackward">Whether the issuer is at the left, as cycles have it.</param>
internal sealed record Route(IReadOnlyList<Slot> Slots, int Lane, bool IsBackward);

/// <summary>
/// Puts nodes into columns by their longest way from the target, edges that close a cycle aside. Edges over several
/// columns get a slot in each column between, so that they pass beside the boxes there; columns are ordered so that
/// neighbours come near each other (Sugiyama's method, with the barycentre of the neighbours and a fixed number of sweeps).
/// </summary>
internal sealed class LayeredLayout
{
    private const int Sweeps = 4;

    private readonly List<List<Item>> _columns;
    private readonly Dictionary<string, Item> _nodes = [];
    private readonly Dictionary<DrawnEdge, (List<Item> Items, int Lane, bool IsBackward)> _routes = [];

    private LayeredLayout(PathDrawing drawing)
    {
        var layers = LayersOf(drawing);
        _columns = [.. Enumerable.Range(0, layers.Values.Max() + 1).Select(_ => new List<Item>())];
        foreach (var node in drawing.Nodes) _nodes.Add(node.Key, Place(layers[node.Key]));
        var known = new Dictionary<(string, string), (List<Item> Items, int Lanes)>();
        foreach (var edge in drawing.Edges)
        {
            var isBackward = layers[edge.From] > layers[edge.To];
            var (left, right) = isBackward ? (edge.To, edge.From) : (edge.From, edge.To);
            if (!known.TryGetValue((left, right), out var route)) route = (NewRoute(_nodes[left], _nodes[right]), 0);
            known[(left, right)] = route with { Lanes = route.Lanes + 1 };
            _routes.Add(edge, (route.Items, route.Lanes, isBackward));
        }
        for (var i = 0; i < Sweeps; i++) Sweep(i % 2 == 0);
    }

    /// <summary>How many columns there are.</summary>
    public int Columns => _columns.Count;

    /// <summary>How many rows the longest column has.</summary>
    public int Rows => _columns.Max(column => column.Count);

    /// <summary>Lays a drawing out.</summary>
    public static LayeredLayout Of(PathDrawing drawing) => new(drawing);

    /// <summary>Where a node lies.</summary>
    public Slot PlaceOf(string node) => SlotOf(_nodes[node]);

    /// <summary>Which way an edge goes.</summary>
    public Route RouteOf(DrawnEdge edge) =>
        new([.. _routes[edge].Items.Select(SlotOf)], _routes[edge].Lane, _routes[edge].IsBackward);

    // An edge over which its own subject can be reached again would close a cycle. Both loops are over a few hundred
    // edges, as many as are drawn.
    private static Dictionary<string, int> LayersOf(PathDrawing drawing)
    {
        var layers = drawing.Nodes.ToDictionary(node => node.Key, _ => 0);
        var next = drawing.Nodes.ToDictionary(node => node.Key, _ => new List<string>());
        foreach (var edge in drawing.Edges)
        {
            if (Reachable(edge.To, next).Contains(edge.From)) continue;
            next[edge.From].Add(edge.To);
            if (layers[edge.To] <= layers[edge.From]) Push(edge.To, layers[edge.From] + 1, next, layers);
        }
        return layers;
    }

    private static HashSet<string> Reachable(string start, Dictionary<string, List<string>> next)
    {
        HashSet<string> seen = [start];
        var open = new Stack<string>(seen);
        while (open.TryPop(out var node))
        {
            foreach (var other in next[node].Where(seen.Add)) open.Push(other);
        }
        return seen;
    }

    // There is no cycle, so this ends.
    private static void Push(
        string start, int layer, Dictionary<string, List<string>> next, Dictionary<string, int> layers)
    {
        var open = new Queue<(string, int)>([(start, layer)]);
        while (open.TryDequeue(out var step))
        {
            var (node, least) = step;
            if (layers[node] >= least) continue;
            layers[node] = least;
            foreach (var other in next[node]) open.Enqueue((other, least + 1));
        }
    }

    private Item Place(int column)
    {
        var item = new Item(column) { Row = _columns[column].Count };
        _columns[column].Add(item);
        return item;
    }

    private List<Item> NewRoute(Item left, Item right)
    {
        List<Item> items = [left];
        for (var column = left.Column + 1; column < right.Column; column++) items.Add(Place(column));
        items.Add(right);
        for (var i = 1; i < items.Count; i++)
        {
            items[i].Before.Add(items[i - 1]);
            items[i - 1].After.Add(items[i]);
        }
        return items;
    }

    private void Sweep(bool isForward)
    {
        foreach (var column in isForward ? _columns : Enumerable.Reverse(_columns))
        {
            Item[] ordered = [.. column.OrderBy(item => Barycentre(item, isForward ? item.Before : item.After))];
            column.Clear();
            foreach (var item in ordered)
            {
                item.Row = column.Count;
                column.Add(item);
            }
        }
    }

    // Relative to the column's middle, since columns are centred.
    private double Barycentre(Item item, List<Item> neighbours) =>
        neighbours.Count == 0 ? Offset(item) : neighbours.Average(Offset);

    private double Offset(Item item) => item.Row - (_columns[item.Column].Count - 1) / 2.0;

    private Slot SlotOf(Item item) => new(item.Column, 2 * item.Row + Rows - _columns[item.Column].Count);

    private sealed class Item(int column)
    {
        public int Column => column;

        public int Row { get; set; }

        public List<Item> Before { get; } = [];

        public List<Item> After { get; } = [];
    }
}
