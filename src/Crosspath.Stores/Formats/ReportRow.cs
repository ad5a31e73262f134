using System.Globalization;
using System.Text;
using Crosspath.X509;

namespace Crosspath.Stores.Formats;

/// <summary>What the reports of the CCADB (the database that the root programs share) have in common.</summary>
internal static class ReportRow
{
    /// <summary>The column that names a certificate.</summary>
    public const string Sha256 = "SHA-256 Fingerprint";

    private static readonly string[] DayForms =
        ["yyyy.MM.dd", "yyyy-MM-dd", "yyyy MMM dd", "yyyy MMM d", "MM/dd/yyyy", "M/d/yyyy"];

    /// <summary>A row's certificate; null, and a report, when it has none.</summary>
    public static Fingerprint? Certificate(CsvRow row, StoreDraft draft)
    {
        if (Fingerprint.TryParse(row[Sha256], out var fingerprint)) return fingerprint;
        draft.Report(row.Place, "no SHA-256 of 64 hex digits");
        return null;
    }

    /// <summary>Adds the certificate that a column holds as PEM, if it is the one that the row names.</summary>
    public static void Carry(CsvRow row, string column, Fingerprint fingerprint, StoreDraft draft)
    {
        var pem = row[column];
        if (pem.Length == 0) return;
        var found = CertificateFiles.Read(new MemoryStream(Encoding.UTF8.GetBytes(pem)), "")
            .OfType<InputItem.FoundCertificate>().FirstOrDefault();
        if (found is null || !X509.Certificate.TryRead(found.Der, out var certificate, out _))
            draft.Report(row.Place, "the PEM holds no certificate");
        else if (certificate.Fingerprint != fingerprint)
            draft.Report(row.Place,
                $"the PEM holds another certificate than the row names: {certificate.Fingerprint.Short}…");
        else draft.Carry(certificate);
    }

    /// <summary>The end of the day that a column names; null, and a report when it names something else.</summary>
    public static DateTimeOffset? EndOfDay(CsvRow row, string column, StoreDraft draft)
    {
        var text = row[column];
        if (text.Length == 0) return null;
        if (DateTimeOffset.TryParseExact(text, DayForms, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var day) && day.Year < 9999) return day.AddDays(1).AddSeconds(-1);
        draft.Report(row.Place, $"'{column}' is no day");
        return null;
    }
}
