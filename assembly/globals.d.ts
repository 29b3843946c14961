/** Hash of assembly/abi; the build hands it to the compiler (`--use ABI=...`). */
declare const ABI: i32;
