using System.Globalization;

namespace Crosspath.Authority.Demos;

/// <summary>The demonstrations: who signs whom, and what there is to see.</summary>
internal static class DemoStories
{
    /// <summary>Modelled on Let's Encrypt and DST Root CA X3; the dates of 2021 are the real ones.</summary>
    public static DemoPki ExpiringRoot(DemoMaker make)
    {
        var later = make.Years(4);
        make.Root("Demo Old Root X3", Day("2000-09-30"), Day("2021-09-30"));
        make.Root("Demo New Root X1", Day("2015-06-04"), Max(Day("2035-06-04"), later));
        make.Authority("Demo Old Root X3", "Demo New Root X1", Day("2021-01-20"), Max(Day("2024-09-30"), make.Years(1)));
        make.Authority("Demo New Root X1", "Demo Issuing CA R3", Day("2020-09-04"), later);
        make.Authority("Demo Old Root X3", "Demo Issuing CA R3", Day("2020-10-07"), Day("2021-09-29"));
        return make.Finish("Demo Issuing CA R3", """
            The old root X3 is in every device, and expired on 2021-09-30. Before that it cross-signed the new root X1,
            by a certificate that ends years later than X3 itself. Clients that insisted on the path through X3 broke
            that day, although the path that ends in X1 was valid all the time.
            """,
            [
                new("the month before: every path is good", Day("2021-09-01")),
                new("the month after: the path to X1 holds, and X3 takes the others with it", Day("2021-10-15")),
                new("today"),
            ],
            leafFrom: Day("2021-08-01"));
    }

    public static DemoPki Rollover(DemoMaker make)
    {
        make.Root("Demo Root G1", make.Years(-18), make.Years(2));
        make.Root("Demo Root G2", make.Years(-1), make.Years(24));
        make.Authority("Demo Root G1", "Demo Root G2", make.Years(-1), make.Years(2));
        make.Authority("Demo Root G2", "Demo Root G1", make.Years(-1), make.Years(2));
        make.Authority("Demo Root G2", "Demo Issuing CA", make.Years(-1), make.Years(9));
        make.Authority("Demo Root G1", "Demo Issuing CA", make.Years(-3), make.Years(0.5));
        return make.Finish("Demo Issuing CA", """
            Root G1 ends in two years, and G2 takes over. G1 signed G2, so that devices with the old root trust new
            certificates; G2 signed G1, so that devices with the new root alone trust old ones. In half a year the issuing
            CA's certificate by G1 ends, and nothing may break.
            """,
            [
                new("today: old and new devices each have a path"),
                new("in eight months the direct path to G1 is gone, and old devices go through the cross-sign", make.Years(0.66)),
            ]);
    }

    public static DemoPki Compromise(DemoMaker make)
    {
        make.Root("Demo Honest Root", make.Years(-8), make.Years(12));
        make.Root("Demo Fallen Root", make.Years(-8), make.Years(12));
        make.Authority("Demo Honest Root", "Demo Shared CA", make.Years(-2), make.Years(6));
        make.Authority("Demo Fallen Root", "Demo Shared CA", make.Years(-2), make.Years(6));
        make.Authority("Demo Shared CA", "Demo Issuing CA", make.Years(-1), make.Years(3));
        return make.Finish("Demo Issuing CA", """
            The shared CA is cross-signed by two roots. One of them is found to be compromised and is distrusted. What the
            shared CA issued lives on through the other, which is a comfort if it is innocent, and a hole in the revocation
            if it is the one that was compromised: then both of its certificates must go.
            """,
            [new("both roots vouch for the leaf; take one out of roots.pem to see the other hold")]);
    }

    public static DemoPki Partitions(DemoMaker make)
    {
        make.Root("Demo Root North", make.Years(-5), make.Years(15));
        make.Root("Demo Root South", make.Years(-5), make.Years(15));
        make.Authority("Demo Root North", "Demo Root South", make.Years(-0.5), make.Years(0.5));
        make.Authority("Demo Root South", "Demo Root North", make.Years(-0.5), make.Years(0.5));
        make.Authority("Demo Root North", "Demo Issuing CA North", make.Years(-2), make.Years(5));
        make.Authority("Demo Root South", "Demo Issuing CA South", make.Years(-2), make.Years(5));
        return make.Finish("Demo Issuing CA South", """
            Two partitions that must stay apart each keep a root and a key of their own. Each root signed the other, so a
            server of the south is trusted in the north by way of the cross-certificate, for one year. The two
            cross-certificates form a loop, in which no path may go round.
            """,
            [
                new("today: directly to the south's root, and over the border to the north's"),
                new("when the agreement has ended, only the way at home is left", make.Years(0.66)),
            ]);
    }

    public static DemoPki Bridge(DemoMaker make)
    {
        const string Energy = "1.3.6.1.4.1.55555.1.1";
        const string Health = "1.3.6.1.4.1.55555.2.1";
        const string Transport = "1.3.6.1.4.1.55555.3.1";
        const string Common = "1.3.6.1.4.1.55555.9.1";
        foreach (var sector in (string[])["Energy", "Health", "Transport"])
            make.Root($"Demo {sector} Root", make.Years(-6), make.Years(14));
        Join(make, "Energy", Energy, Common);
        Join(make, "Health", Health, Common);
        Join(make, "Transport", Transport, Common);
        make.Authority("Demo Transport Root", "Demo Transport CA", make.Years(-2), make.Years(4), ExtensionDraft.Policies(Transport));
        return make.Finish("Demo Transport CA", """
            Three PKIs trust each other through a bridge, which is nobody's root: each signed the bridge and is signed by
            it. Each has a policy of its own, and the cross-certificates map it to the bridge's common one and on to the
            others'. A certificate of the transport sector is good in the energy sector under the energy sector's policy.
            """,
            [
                new("everybody has a path; two of them lead over the bridge"),
                new("with the energy sector's policy required, only the path over the bridge to the energy root holds",
                    Policy: Energy),
            ],
            leafPolicy: Transport);
    }

    /// <summary>width^layers paths: the issuing CA below all of layer 1, each layer below all of the next, one root.</summary>
    public static DemoPki Mesh(DemoMaker make, int layers, int width)
    {
        if (layers < 1 || width < 1 || layers * (long)width * width > 20_000)
            throw new ArgumentException("A mesh has at least one layer of one CA, and at most 20,000 certificates.");
        make.Root("Demo Mesh Root", make.Years(-5), make.Years(15));
        for (var cell = 0; cell < width; cell++)
            make.Authority("Demo Mesh Root", Cell(layers, cell), make.Years(-3), make.Years(10));
        for (var layer = layers; layer > 1; layer--)
            for (var issuer = 0; issuer < width; issuer++)
                for (var subject = 0; subject < width; subject++)
                    make.Authority(Cell(layer, issuer), Cell(layer - 1, subject), make.Years(-3), make.Years(10));
        for (var cell = 0; cell < width; cell++)
            make.Authority(Cell(1, cell), "Demo Mesh Issuing CA", make.Years(-2), make.Years(5));
        return make.Finish("Demo Mesh Issuing CA", $"""
            The issuing CA is cross-signed by all {width} CAs of layer 1, each of these by all of layer 2, and so on through
            {layers} layers; one root signed the last. That makes {width} to the power of {layers} paths, each of them
            valid. They are counted without being listed.
            """,
            [new("count the paths", IsCount: true)]);
    }

    private static void Join(DemoMaker make, string sector, string policy, string common)
    {
        make.Authority($"Demo {sector} Root", "Demo Bridge CA", make.Years(-2), make.Years(3),
            ExtensionDraft.Policies(policy), ExtensionDraft.PolicyMappings((policy, common)));
        make.Authority("Demo Bridge CA", $"Demo {sector} Root", make.Years(-2), make.Years(3),
            ExtensionDraft.Policies(common), ExtensionDraft.PolicyMappings((common, policy)));
    }

    private static string Cell(int layer, int cell) => string.Create(CultureInfo.InvariantCulture, $"Demo Mesh CA {layer}.{cell + 1}");

    private static DateTimeOffset Day(string day) =>
        DateTimeOffset.ParseExact(day + "Z", "yyyy-MM-ddK", CultureInfo.InvariantCulture);

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
