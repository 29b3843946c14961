module gopark.example

go 1.26
