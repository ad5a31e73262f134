using System.Globalization;
using Crosspath.Load;
using Crosspath.X509;

// usage: Crosspath.Load ADDRESS RATE SECONDS KNOWN [UNKNOWN]
//
// Asks a running `crosspath serve` path questions at a constant rate and prints how long the answers took. KNOWN are
// certificates of the server's corpus, asked about by their fingerprint; every second question, where UNKNOWN is given,
// sends one of its certificates along, as a validation service gets them.

if (args is not [var address, var rateText, var secondsText, var known, .. var rest]
    || !int.TryParse(rateText, NumberStyles.None, CultureInfo.InvariantCulture, out var rate)
    || !int.TryParse(secondsText, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
{
    Console.Error.WriteLine("usage: Crosspath.Load ADDRESS RATE SECONDS KNOWN [UNKNOWN]");
    return 2;
}
var questions = new Questions(
    CertificateFiles.ReadCertificates(known), rest is [var unknown] ? CertificateFiles.ReadCertificates(unknown) : []);
using var run = new LoadRun(new Uri(address), questions);
Console.Error.WriteLine("warming up");
await run.At(Math.Min(rate, 100), TimeSpan.FromSeconds(10));
Console.Error.WriteLine($"{rate} questions a second for {seconds} s");
var before = await run.WorkingSet();
var result = await run.At(rate, TimeSpan.FromSeconds(seconds));
Console.WriteLine(result);
var after = await run.WorkingSet();
Console.WriteLine($"working set: {before >> 20} MB before, {after >> 20} MB after");
return 0;
