using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Crosspath.Web.Running;

/// <summary>
/// The meters of the runtime, of ASP.NET Core and of this server, in the text form that Prometheus reads
/// (https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4).
/// </summary>
internal sealed class Measurements : IDisposable
{
    /// <summary>The name of this server's own meter.</summary>
    public const string MeterName = "Crosspath.Web";

    // Labels come from routes, methods and status codes, which are few; a bound all the same.
    private const int MostSeries = 2_000;

    private static readonly string[] Meters =
        [MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    // Seconds.
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

    private readonly Lock _gate = new(); // guards the series
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly Meter _meter = new(MeterName);
    private int _series;

    public Measurements(Lanes lanes)
    {
        _meter.CreateObservableUpDownCounter("crosspath.lane.questions", () => new Measurement<int>[]
        {
            new(lanes.Short.Inside, KeyValuePair.Create<string, object?>("lane", "short")),
            new(lanes.Heavy.Inside, KeyValuePair.Create<string, object?>("lane", "heavy")),
        });
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All of them.</summary>
    public string Text()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (_gate)
        {
            foreach (var (name, family) in _families) Write(text, name, family);
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelsOf(tags);
        lock (_gate)
        {
            var name = NameOf(instrument);
            if (!_families.TryGetValue(name, out var family)) _families.Add(name, family = new Family(KindOf(instrument)));
            if (!family.Series.TryGetValue(labels, out var series))
            {
                if (_series >= MostSeries) return;
                _series++;
                family.Series.Add(labels, series = new Series());
            }
            series.Take(family.Kind, value, instrument.IsObservable);
        }
    }

    private static string KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : type.Contains("UpDown", StringComparison.Ordinal) || type.Contains("Gauge", StringComparison.Ordinal) ? "gauge"
            : "counter";
    }

    private static string NameOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_').Replace('-', '_');
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return KindOf(instrument) == "counter" ? name + "_total" : name;
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>(tags.Length);
        foreach (var (key, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Add($"{key.Replace('.', '_')}=\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"");
        }
        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static void Write(StringBuilder text, string name, Family family)
    {
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {family.Kind}\n");
        foreach (var (labels, series) in family.Series)
        {
            if (family.Kind != "histogram")
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{Braced(labels)} {series.Value}\n");
                continue;
            }
            for (var i = 0; i < Bounds.Length; i++)
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{Braced(Joined(labels, $"le=\"{Bounds[i].ToString(CultureInfo.InvariantCulture)}\""))} {series.Buckets[i]}\n");
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{Braced(Joined(labels, "le=\"+Inf\""))} {series.Count}\n");
            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{Braced(labels)} {series.Value}\n");
            text.Append(CultureInfo.InvariantCulture, $"{name}_count{Braced(labels)} {series.Count}\n");
        }
    }

    private static string Joined(string labels, string more) => labels.Length == 0 ? more : $"{labels},{more}";

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private sealed record Family(string Kind)
    {
        public SortedDictionary<string, Series> Series { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Series
    {
        public double Value { get; private set; }

        public long Count { get; private set; }

        public long[] Buckets { get; } = new long[Bounds.Length];

        // An observed instrument tells its state, the others what is new.
        public void Take(string kind, double value, bool isState)
        {
            Value = isState ? value : Value + value;
            if (kind != "histogram") return;
            Count++;
            for (var i = 0; i < Bounds.Length; i++)
            {
                if (value <= Bounds[i]) Buckets[i]++;
            }
        }
    }
}
