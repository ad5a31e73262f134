namespace Crosspath.Paths; internal static class Placeholder { }
