module crosspath.test/verify

go 1.19
