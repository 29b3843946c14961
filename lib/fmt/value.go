package fmt

import (
	"internal/rtype"
	"unicode/utf8"
)

// value prints an operand.
func (p *printer) value(v any, verb rune) {
	if v == nil {
		if verb == 'T' || verb == 'v' {
			p.padString("<nil>")
		} else {
			p.badVerb(v, verb)
		}
		return
	}
	switch verb {
	case 'T':
		p.string(v, rtype.Name(rtype.Of(v)), 's')
		return
	case 'p':
		p.pointer(v, rtype.Of(v), 'p')
		return
	}
	switch x := v.(type) {
	case bool:
		p.bool(x, verb)
	case int:
		p.integer(v, uint64(x), true, verb)
	case string:
		p.string(v, x, verb)
	case float64:
		p.float(v, x, 64, verb)
	case []byte:
		p.bytes(v, rtype.Of(v), x, verb)
	default:
		if !p.methods(v, verb) {
			p.kind(v, rtype.Of(v), verb, 0, false)
		}
	}
}

// methods lets v print itself, if it can. (handled is set before a method is called, so that it
// holds as well when the method panics and catch recovers.)
func (p *printer) methods(v any, verb rune) (handled bool) {
	if p.erroring {
		return false
	}
	if verb == 'w' {
		_, ok := v.(error)
		if !ok || !p.wrap {
			p.badVerb(v, verb)
			return true
		}
		verb = 'v'
	}
	if f, ok := v.(Formatter); ok {
		handled = true
		defer p.catch(v, verb, "Format")
		f.Format(p, verb)
		return true
	}
	if p.sharpV {
		if s, ok := v.(GoStringer); ok {
			handled = true
			defer p.catch(v, verb, "GoString")
			p.padString(p.truncate(s.GoString()))
			return true
		}
		return false
	}
	switch verb {
	case 'v', 's', 'x', 'X', 'q':
		switch s := v.(type) {
		case error:
			handled = true
			defer p.catch(v, verb, "Error")
			p.string(v, s.Error(), verb)
			return true
		case Stringer:
			handled = true
			defer p.catch(v, verb, "String")
			p.string(v, s.String(), verb)
			return true
		}
	}
	return false
}

// catch is deferred around a method of v.
func (p *printer) catch(v any, verb rune, method string) {
	err := recover()
	if err == nil {
		return
	}
	if rtype.KindOf(rtype.Of(v)) == rtype.Pointer && rtype.Int(v) == 0 {
		p.buf = append(p.buf, "<nil>"...)
		return
	}
	if p.erroring {
		panic(err)
	}
	saved := p.spec
	p.spec = spec{}
	p.buf = append(p.buf, "%!"...)
	p.buf = utf8.AppendRune(p.buf, verb)
	p.buf = append(p.buf, "(PANIC="...)
	p.buf = append(p.buf, method...)
	p.buf = append(p.buf, " method: "...)
	p.erroring = true
	p.value(err, 'v')
	p.erroring = false
	p.buf = append(p.buf, ')')
	p.spec = saved
}

func (p *printer) badVerb(v any, verb rune) {
	p.erroring = true
	p.buf = append(p.buf, "%!"...)
	p.buf = utf8.AppendRune(p.buf, verb)
	p.buf = append(p.buf, '(')
	if v == nil {
		p.buf = append(p.buf, "<nil>"...)
	} else {
		p.buf = append(p.buf, rtype.Name(rtype.Of(v))...)
		p.buf = append(p.buf, '=')
		p.kind(v, rtype.Of(v), 'v', 0, false)
	}
	p.buf = append(p.buf, ')')
	p.erroring = false
}

// part prints a part of a value: v of static type t, nil if that is an interface that holds
// nothing. hidden: it is (in) a field that is not exported, whose methods must not be called.
func (p *printer) part(v any, t int, verb rune, depth int, hidden bool) {
	if v == nil {
		if p.sharpV {
			p.buf = append(p.buf, rtype.Name(t)...)
			p.buf = append(p.buf, "(nil)"...)
		} else {
			p.buf = append(p.buf, "<nil>"...)
		}
		return
	}
	if !hidden && p.methods(v, verb) {
		return
	}
	p.kind(v, rtype.Of(v), verb, depth, hidden)
}

// kind prints v by the kind of its type t.
func (p *printer) kind(v any, t int, verb rune, depth int, hidden bool) {
	switch k := rtype.KindOf(t); k {
	case rtype.Bool:
		p.bool(rtype.Int(v) != 0, verb)
	case rtype.IntKind, rtype.Int8, rtype.Int16, rtype.Int32, rtype.Int64:
		p.integer(v, uint64(rtype.Int(v)), true, verb)
	case rtype.Uint, rtype.Uint8, rtype.Uint16, rtype.Uint32, rtype.Uint64, rtype.Uintptr:
		p.integer(v, uint64(rtype.Int(v)), false, verb)
	case rtype.Float32:
		p.float(v, rtype.Float(v), 32, verb)
	case rtype.Float64:
		p.float(v, rtype.Float(v), 64, verb)
	case rtype.Complex64:
		p.complex(v, rtype.Complex(v), 64, verb)
	case rtype.Complex128:
		p.complex(v, rtype.Complex(v), 128, verb)
	case rtype.StringKind:
		p.string(v, rtype.String(v), verb)
	case rtype.Map:
		p.mapping(v, t, verb, depth, hidden)
	case rtype.Struct:
		p.structure(v, t, verb, depth, hidden)
	case rtype.Array, rtype.Slice:
		p.list(v, t, k, verb, depth, hidden)
	case rtype.Pointer:
		p.reference(v, t, verb, depth, hidden)
	default:
		p.pointer(v, t, verb)
	}
}

// reference prints a pointer: at the top, one to something composite as & and that.
func (p *printer) reference(v any, t int, verb rune, depth int, hidden bool) {
	if depth == 0 && rtype.Int(v) != 0 {
		switch rtype.KindOf(rtype.Elem(t)) {
		case rtype.Array, rtype.Slice, rtype.Struct, rtype.Map:
			p.buf = append(p.buf, '&')
			p.part(rtype.Deref(v), rtype.Elem(t), verb, depth+1, hidden)
			return
		}
	}
	p.pointer(v, t, verb)
}

func (p *printer) structure(v any, t int, verb rune, depth int, hidden bool) {
	if p.sharpV {
		p.buf = append(p.buf, rtype.Name(t)...)
	}
	p.buf = append(p.buf, '{')
	for i := range rtype.NumField(t) {
		name, ft, flags := rtype.Field(t, i)
		if i > 0 {
			p.separate()
		}
		if p.plusV || p.sharpV {
			p.buf = append(p.buf, name...)
			p.buf = append(p.buf, ':')
		}
		p.part(rtype.Index(v, i), ft, verb, depth+1, hidden || flags&2 == 0)
	}
	p.buf = append(p.buf, '}')
}

func (p *printer) separate() {
	if p.sharpV {
		p.buf = append(p.buf, ", "...)
	} else {
		p.buf = append(p.buf, ' ')
	}
}

func (p *printer) mapping(v any, t int, verb rune, depth int, hidden bool) {
	if p.sharpV {
		p.buf = append(p.buf, rtype.Name(t)...)
		if rtype.Int(v) == 0 {
			p.buf = append(p.buf, "(nil)"...)
			return
		}
		p.buf = append(p.buf, '{')
	} else {
		p.buf = append(p.buf, "map["...)
	}
	keys, values := rtype.Entries(v)
	rtype.SortEntries(keys, values)
	for i := range keys {
		if i > 0 {
			p.separate()
		}
		p.part(keys[i], rtype.Key(t), verb, depth+1, hidden)
		p.buf = append(p.buf, ':')
		p.part(values[i], rtype.Elem(t), verb, depth+1, hidden)
	}
	if p.sharpV {
		p.buf = append(p.buf, '}')
	} else {
		p.buf = append(p.buf, ']')
	}
}

func (p *printer) list(v any, t, k int, verb rune, depth int, hidden bool) {
	et := rtype.Elem(t)
	switch verb {
	case 's', 'q', 'x', 'X':
		if rtype.KindOf(et) == rtype.Uint8 {
			p.bytes(v, t, rtype.Bytes(v), verb)
			return
		}
	}
	isNil := k == rtype.Slice && rtype.SliceAddr(v) == 0
	if p.sharpV {
		p.buf = append(p.buf, rtype.Name(t)...)
		if isNil {
			p.buf = append(p.buf, "(nil)"...)
			return
		}
		p.buf = append(p.buf, '{')
	} else {
		p.buf = append(p.buf, '[')
	}
	for i := range rtype.Len(v) {
		if i > 0 {
			p.separate()
		}
		p.part(rtype.Index(v, i), et, verb, depth+1, hidden)
	}
	if p.sharpV {
		p.buf = append(p.buf, '}')
	} else {
		p.buf = append(p.buf, ']')
	}
}

func (p *printer) bytes(v any, t int, b []byte, verb rune) {
	switch verb {
	case 'v', 'd':
		p.byteList(b, verb)
	case 's', 'x', 'X', 'q':
		p.string(v, string(b), verb)
	default:
		p.kind(v, t, verb, 0, false)
	}
}

func (p *printer) byteList(b []byte, verb rune) {
	if !p.sharpV {
		p.buf = append(p.buf, '[')
		for i, c := range b {
			if i > 0 {
				p.buf = append(p.buf, ' ')
			}
			p.digits(uint64(c), 10, false, verb, false)
		}
		p.buf = append(p.buf, ']')
		return
	}
	p.buf = append(p.buf, "[]byte"...)
	if b == nil {
		p.buf = append(p.buf, "(nil)"...)
		return
	}
	p.buf = append(p.buf, '{')
	for i, c := range b {
		if i > 0 {
			p.buf = append(p.buf, ", "...)
		}
		p.hex0x(uint64(c))
	}
	p.buf = append(p.buf, '}')
}

// pointer prints an address.
func (p *printer) pointer(v any, t int, verb rune) {
	var u uint64
	switch rtype.KindOf(t) {
	case rtype.Chan, rtype.Func, rtype.Map, rtype.Pointer, rtype.UnsafePointer:
		u = uint64(rtype.Int(v))
	case rtype.Slice:
		u = rtype.SliceAddr(v)
	default:
		p.badVerb(v, verb)
		return
	}
	switch verb {
	case 'v':
		p.pointerValue(u, t)
	case 'p':
		if p.sharp {
			p.sharp = false
			p.digits(u, 16, false, verb, false)
			p.sharp = true
		} else {
			p.hex0x(u)
		}
	case 'b', 'o', 'd', 'x', 'X':
		p.integer(v, u, false, verb)
	default:
		p.badVerb(v, verb)
	}
}

func (p *printer) pointerValue(u uint64, t int) {
	switch {
	case p.sharpV:
		p.buf = append(p.buf, '(')
		p.buf = append(p.buf, rtype.Name(t)...)
		p.buf = append(p.buf, ")("...)
		if u == 0 {
			p.buf = append(p.buf, "nil"...)
		} else {
			p.hex0x(u)
		}
		p.buf = append(p.buf, ')')
	case u == 0:
		p.padString("<nil>")
	case p.sharp:
		p.digits(u, 16, false, 'v', false)
	default:
		p.hex0x(u)
	}
}
