namespace Crosspath.X509.Tests.Files;

public sealed class FolderWalkTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("crosspath-");

    public void Dispose() => folder.Delete(true);

    [Fact]
    public void Files_come_in_the_ordinal_order_of_their_paths()
    {
        string[] paths = ["B.pem", "a-b/x.pem", "a.pem", "a/b/z.pem", "a/c.pem", "b.pem", "ä.pem"];
        foreach (var path in paths.Reverse()) Write(path, Samples.Pem(Samples.Certificates[0]));

        Assert.Equal(paths, SourcesOf(CertificateFiles.Read(folder.FullName)));
    }

    [Fact]
    public void Files_that_are_no_certificate_files_are_passed_over()
    {
        Write("README", "BEGIN reading here");
        Write("empty.pem", "");
        Write("key.pem", Samples.Pem(Samples.Key, "PRIVATE KEY"));
        File.WriteAllBytes(Path.Combine(folder.FullName, "key.der"), Samples.Key);
        Write("one.txt", Samples.Pem(Samples.Certificates[0]));

        Assert.Equal(["one.txt"], SourcesOf(CertificateFiles.Read(folder.FullName)));
    }

    [Fact]
    public void Certificate_files_that_are_broken_are_reported()
    {
        Write("a.pem", Samples.Pem(Samples.Certificates[0])[..300]);
        File.WriteAllBytes(Path.Combine(folder.FullName, "b.der"), Samples.Certificates[0][..200]);
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "c.pem"), "nowhere");

        var items = CertificateFiles.Read(folder.FullName).Cast<InputItem.Unreadable>().ToList();

        Assert.Equal(
            [UnreadableKind.Damaged, UnreadableKind.Damaged, UnreadableKind.Io], items.Select(item => item.Kind));
    }

    [Fact]
    public void Links_to_files_are_followed_and_links_to_folders_are_not()
    {
        Write("sub/one.pem", Samples.Pem(Samples.Certificates[0]));
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "sub", "loop"), folder.FullName);
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "link.pem"), Path.Combine("sub", "one.pem"));

        Assert.Equal(["link.pem", "sub/one.pem"], SourcesOf(CertificateFiles.Read(folder.FullName)));
    }

    [Fact]
    public void Depth_and_number_of_files_are_limited()
    {
        Write("a/b/c/deep.pem", Samples.Pem(Samples.Certificates[0]));
        Write("x.pem", Samples.Pem(Samples.Certificates[1]));
        Write("y.pem", Samples.Pem(Samples.Certificates[2]));

        var shallow = CertificateFiles.Read(folder.FullName, new InputLimits { FolderDepth = 2 }).ToList();
        var few = CertificateFiles.Read(folder.FullName, new InputLimits { Files = 2 }).ToList();

        Assert.Equal(UnreadableKind.LimitExceeded, Assert.IsType<InputItem.Unreadable>(shallow[0]).Kind);
        Samples.AssertCertificates(Samples.Certificates[1..], shallow[1..]);
        Samples.AssertCertificates(Samples.Certificates[..2], few[..2]);
        Assert.Equal(UnreadableKind.LimitExceeded, Assert.IsType<InputItem.Unreadable>(few[2]).Kind);
    }

    private void Write(string path, string content)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, content);
    }

    private IEnumerable<string> SourcesOf(IEnumerable<InputItem> items) =>
        items.Select(item => Path.GetRelativePath(
            folder.FullName, Assert.IsType<InputItem.FoundCertificate>(item).Source));
}
