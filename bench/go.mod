module gopark.bench

go 1.26
