/**
 * Native functions: what Go code below lib/ can ask of the kernel. Such a function is declared there
 * without a body and with `//gopark:native NAME` above it. Parameters and results lie as in any call
 * (frame.ts): parameters from window+8 in slot form, results behind them. A line gives the Go signature.
 * Those before FIRST_LOCAL are visible (other Ms can see what they do), the rest are local.
 */
export enum Native {
  NONE,
  // ---- scheduling -----------------------------------------------------------------------------------
  GOSCHED, //          func()
  GOEXIT, //           func()                     runs deferred calls, then ends the goroutine
  GOMAXPROCS, //       func(n int) int
  NUMCPU, //           func() int
  NUMGOROUTINE, //     func() int
  LOCKOSTHREAD, //     func()
  UNLOCKOSTHREAD, //   func()
  GC, //               func()                     a stop of the world of the length that the cost model gives
  GOID, //             func() int64
  SETMAXTHREADS, //    func(n int) int
  SLEEP, //            func(ns int64)
  CORONEW, //          func(c *coro, f func())    a goroutine that waits in c; coro: three words, see runtime/coro.ts
  COROSWITCH, //       func(c *coro)              that one runs, this one waits in c
  COROEXIT, //         func(c *coro)              that one runs, this one ends
  NANOTIME, //         func() int64               virtual ns since the start
  WALLTIME, //         func() int64               unix ns of the program's wall clock
  // ---- semaphores: all that package sync needs -------------------------------------------------------
  SEMACQUIRE, //       func(s *uint32, lifo bool, reason int)      reason: WaitReason
  SEMRELEASE, //       func(s *uint32, handoff bool)
  CANSPIN, //          func(i int) bool
  DOSPIN, //           func()
  NOTIFYADD, //        func(l *notifyList) uint32                  notifyList: {wait uint32; notify uint32; head, tail unsafe.Pointer}
  NOTIFYWAIT, //       func(l *notifyList, t uint32)
  NOTIFYALL, //        func(l *notifyList)
  NOTIFYONE, //        func(l *notifyList)
  // ---- atomics: addresses of 4 or 8 byte words ---------------------------------------------------------
  LOAD32, //           func(p *uint32) uint32
  LOAD64, //           func(p *uint64) uint64
  STORE32, //          func(p *uint32, v uint32)
  STORE64, //          func(p *uint64, v uint64)
  ADD32, //            func(p *uint32, d uint32) uint32            the new value
  ADD64, //            func(p *uint64, d uint64) uint64
  SWAP32, //           func(p *uint32, v uint32) uint32            the old value
  SWAP64, //           func(p *uint64, v uint64) uint64
  CAS32, //            func(p *uint32, old, new uint32) bool
  CAS64, //            func(p *uint64, old, new uint64) bool
  AND32, //            func(p *uint32, m uint32) uint32            the old value
  OR32, //             func(p *uint32, m uint32) uint32
  AND64, //            func(p *uint64, m uint64) uint64
  OR64, //             func(p *uint64, m uint64) uint64
  // ---- timers: t is a kernel object held by a pointer ---------------------------------------------------
  TIMERNEW, //         func(c chan Time, f func()) unsafe.Pointer  one of the two is nil: a channel timer, or AfterFunc
  TIMERRESET, //       func(t unsafe.Pointer, when, period int64) bool    was it active
  TIMERSTOP, //        func(t unsafe.Pointer) bool
  // ---- process --------------------------------------------------------------------------------------
  EXIT, //             func(code int)
  WRITE, //            func(fd int, b []byte)     one write system call to stdout (1) or stderr (2)
  PRINTEND, //         func()                     writes what PRINT... gathered to stderr, at once
  FATAL, //            func(s string)             `fatal error: s`, traces, exit 2
  DIE, //              func()                     ends the program as an unrecovered panic does, after its text was printed: traces, exit 2
  FIRST_LOCAL,
  // ---- print and println: gathered per M until PRINTEND ------------------------------------------------
  PRINTSTRING, //      func(s string)
  PRINTINT, //         func(v int64)
  PRINTUINT, //        func(v uint64)
  PRINTHEX, //         func(v uint64)
  PRINTFLOAT, //       func(v float64)            as the builtin prints it: since 1.26 the shortest text, 1.5, 1e+06
  PRINTFLOAT32, //     func(v float64)            the same for a float32
  PRINTBOOL, //        func(v bool)
  PRINTPOINTER, //     func(p unsafe.Pointer)     0x...
  // ---- panics, for lib/runtime's fatalpanic --------------------------------------------------------------
  PANICCOUNT, //       func() int                 panics in flight of this goroutine, the oldest is 0
  PANICVALUE, //       func(i int) any
  PANICRECOVERED, //   func(i int) bool
  PANICGOEXIT, //      func(i int) bool
  PANICREPEATS, //     func(i int) bool           its value is, in Go, the same object as that of panic i - 1
  // ---- types at run time, for fmt and friends -------------------------------------------------------------
  TYPEOF, //           func(v any) int            type index; 0 for a nil interface
  TYPEKIND, //         func(t int) int            Kind
  TYPENAME, //         func(t int) string         as %T
  TYPEELEM, //         func(t int) int
  TYPEKEY, //          func(t int) int
  TYPELEN, //          func(t int) int            array length, number of fields of a struct
  TYPEFIELD, //        func(t, i int) (name string, typ int, flags int)
  TYPEFLAGS, //        func(t int) int            TypeFlag bits
  TYPEIMPLEMENTS, //   func(t, iface int) bool
  VALUEINT, //         func(v any) int64          of a bool, an integer (unsigned: same bits), a pointer-like (address)
  VALUEFLOAT, //       func(v any) float64
  VALUECOMPLEX, //     func(v any) complex128
  VALUESTRING, //      func(v any) string         of a string type
  VALUELEN, //         func(v any) int            of a string, slice, array, map, chan
  VALUECAP, //         func(v any) int
  VALUEINDEX, //       func(v any, i int) any     element of a slice or array, field of a struct (an interface-typed element gives what it holds)
  VALUEELEM, //        func(v any) any            what a pointer points to
  VALUEBYTES, //       func(v any) []byte         of a []byte-like slice or array
  VALUEMAKE, //        func(t int, bits uint64) any    a direct value of type t
  MAPITER, //          func(v any) unsafe.Pointer
  MAPNEXT, //          func(it unsafe.Pointer) (k, v any, ok bool)
  SLICEADDR, //        func(v any) uint64
  // ---- numbers -------------------------------------------------------------------------------------------
  FLOATBITS, //        func(f float64) uint64
  FLOATFROMBITS, //    func(b uint64) float64
  FLOAT32BITS, //      func(f float32) uint32
  FLOAT32FROMBITS, //  func(b uint32) float32
  MULHI, //            func(x, y uint64) uint64   upper half of the product
  DIV128, //           func(hi, lo, y uint64) (q, r uint64)       y > hi
  CLZ, CTZ, POPCNT, // func(x uint64) int
  EXP, LOG, //         func(x float64) float64    as Go's on amd64
  RAND64, //           func() uint64              from the goroutine's own stream
  // ---- bytes ---------------------------------------------------------------------------------------------
  INDEXBYTE, //        func(b []byte, c byte) int
  INDEXBYTESTR, //     func(s string, c byte) int
  COMPARE, //          func(a, b string) int
  STRINGOF, //         func(b []byte) string      without a copy: the caller gives up b
  STRDATA, //          func(s string) uint64
  // ---- program -------------------------------------------------------------------------------------------
  ARGC, //             func() int
  ARGV, //             func(i int) string
  CALLERPC, //         func(skip int) uint64      instruction index
  CALLERNAME, //       func(pc uint64) string
  STACKDEPTH, //       func() int
  KEEPALIVE, //        func(p unsafe.Pointer)
  STARVES, //          func() bool                does a Mutex starve (behaviour mutexStarvation)?
  FINDDEAD, //         func(ptrs []unsafe.Pointer, kinds, dead []byte)    which objects does nothing else reach? See vm/collect.ts
  COUNT,
}
