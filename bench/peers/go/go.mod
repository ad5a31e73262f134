module crosspath/bench/peers/go

go 1.19
