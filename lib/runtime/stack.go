package runtime

//gopark:native CALLERNAME
func callerName(pc uint64) string

//gopark:native STACKDEPTH
func stackDepth() int

// Stack writes the calling goroutine's stack into buf, one line for each function.
func Stack(buf []byte, all bool) int {
	text := "goroutine " + itoa(int(goid())) + " [running]:\n"
	for i := 1; i < stackDepth(); i++ {
		pc := callerpc(i)
		file, line := placeOf(pc)
		text += callerName(pc) + "(...)\n\t" + file + ":" + itoa(line) + "\n"
	}
	return copy(buf, text)
}

func itoa(n int) string {
	var b [20]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		n /= 10
		if n == 0 {
			return string(b[i:])
		}
	}
}

// Caller tells who calls, and where; files are called as they were for the compiler.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	if skip+1 >= stackDepth() {
		return 0, "", 0, false
	}
	token := callerpc(skip + 1)
	file, line = placeOf(token)
	return uintptr(token), file, line, true
}

// Callers fills pc with the callers' places.
func Callers(skip int, pc []uintptr) int {
	n := 0
	for ; n < len(pc) && skip+n < stackDepth(); n++ {
		pc[n] = uintptr(callerpc(skip + n))
	}
	return n
}

// Func is a function of the program.
type Func struct{ name string }

// FuncForPC finds the function that an instruction belongs to.
func FuncForPC(pc uintptr) *Func {
	name := callerName(uint64(pc))
	if name == "" {
		return nil
	}
	return &Func{name}
}

// Name is the function's full name.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// Entry is not known.
func (f *Func) Entry() uintptr { return 0 }

// FileLine tells the place of an instruction.
func (f *Func) FileLine(pc uintptr) (file string, line int) { return placeOf(uint64(pc)) }

// Frame is one call.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames goes through calls that Callers found.
type Frames struct{ pcs []uintptr }

// CallersFrames prepares to go through calls.
func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next gives the next call, and whether there are more behind it.
func (f *Frames) Next() (frame Frame, more bool) {
	if len(f.pcs) == 0 {
		return Frame{}, false
	}
	fn := FuncForPC(f.pcs[0])
	frame = Frame{PC: f.pcs[0], Func: fn, Function: fn.Name()}
	frame.File, frame.Line = placeOf(uint64(f.pcs[0]))
	f.pcs = f.pcs[1:]
	return frame, len(f.pcs) > 0
}
