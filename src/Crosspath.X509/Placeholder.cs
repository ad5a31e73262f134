namespace Crosspath.X509; internal static class Placeholder { }
