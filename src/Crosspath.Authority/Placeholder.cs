namespace Crosspath.Authority; internal static class Placeholder { }
