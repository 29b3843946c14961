package fmt

import (
	"internal/rtype"
	"unicode/utf8"
)

// spec is what stands between % and the verb. plusV and sharpV are + and # of %v: they change
// the form, and must not reach the parts of a value as flags.
type spec struct {
	minus, plus, sharp, space, zero bool
	plusV, sharpV                   bool
	wid, prec                       int
	hasWid, hasPrec                 bool
}

const tooLarge = 1e6

// directive reads one format: the place in the text and the operands used so far.
type directive struct {
	text      string
	at        int
	args      []any
	next      int
	reordered bool // some index such as [1] was used
	afterIdx  bool // the last thing read was an index
	goodIdx   bool
}

func (d *directive) more() bool { return d.at < len(d.text) }

func (p *printer) format(format string, a []any) {
	d := directive{text: format, args: a}
	for d.at < len(format) {
		start := d.at
		for d.at < len(format) && format[d.at] != '%' {
			d.at++
		}
		p.buf = append(p.buf, format[start:d.at]...)
		if d.at == len(format) {
			break
		}
		d.at++
		p.directive(&d)
	}
	if !d.reordered && d.next < len(a) {
		p.extra(a[d.next:])
	}
}

func (p *printer) extra(rest []any) {
	p.spec = spec{}
	p.buf = append(p.buf, "%!(EXTRA "...)
	for i, v := range rest {
		if i > 0 {
			p.buf = append(p.buf, ", "...)
		}
		if v == nil {
			p.buf = append(p.buf, "<nil>"...)
			continue
		}
		p.buf = append(p.buf, rtype.Name(rtype.Of(v))...)
		p.buf = append(p.buf, '=')
		p.value(v, 'v')
	}
	p.buf = append(p.buf, ')')
}

func (p *printer) directive(d *directive) {
	p.spec = spec{}
	d.goodIdx = true
	d.afterIdx = false
	p.flags(d)
	d.index()
	p.width(d)
	p.precision(d)
	if !d.afterIdx {
		d.index()
	}
	if !d.more() {
		p.buf = append(p.buf, "%!(NOVERB)"...)
		return
	}
	verb, size := utf8.DecodeRuneInString(d.text[d.at:])
	d.at += size
	switch {
	case verb == '%':
		p.buf = append(p.buf, '%')
	case !d.goodIdx:
		p.bad(verb, "BADINDEX")
	case d.next >= len(d.args):
		p.bad(verb, "MISSING")
	default:
		p.operand(d, verb)
	}
}

func (p *printer) operand(d *directive, verb rune) {
	switch verb {
	case 'w':
		if p.wrap {
			p.wrapped = append(p.wrapped, d.next)
		}
		p.vFlags()
	case 'v':
		p.vFlags()
	}
	p.arg = d.next
	v := d.args[d.next]
	d.next++
	p.value(v, verb)
}

// vFlags turns # and + into a form of %v.
func (p *printer) vFlags() {
	p.sharpV, p.sharp = p.sharp, false
	p.plusV, p.plus = p.plus, false
}

func (p *printer) bad(verb rune, what string) {
	p.buf = append(p.buf, "%!"...)
	p.buf = utf8.AppendRune(p.buf, verb)
	p.buf = append(p.buf, '(')
	p.buf = append(p.buf, what...)
	p.buf = append(p.buf, ')')
}

func (p *printer) flags(d *directive) {
	for ; d.more(); d.at++ {
		switch d.text[d.at] {
		case '#':
			p.sharp = true
		case '0':
			p.zero = true
		case '+':
			p.plus = true
		case '-':
			p.minus = true
		case ' ':
			p.space = true
		default:
			return
		}
	}
}

// index reads [n], which chooses the operand.
func (d *directive) index() {
	if !d.more() || d.text[d.at] != '[' {
		return
	}
	d.reordered = true
	end := d.at + 1
	for end < len(d.text) && d.text[end] != ']' {
		end++
	}
	if end == len(d.text) {
		d.goodIdx = false
		d.at++
		return
	}
	n, ok, at := number(d.text, d.at+1, end)
	d.at = end + 1
	if !ok || at != end || n < 1 || n > len(d.args) {
		d.goodIdx = false
		return
	}
	d.next = n - 1
	d.afterIdx = true
}

func number(s string, at, end int) (n int, ok bool, next int) {
	for ; at < end && '0' <= s[at] && s[at] <= '9'; at++ {
		if n > tooLarge {
			return 0, false, end
		}
		n = n*10 + int(s[at]-'0')
		ok = true
	}
	return n, ok, at
}

// star reads the operand for *.
func (d *directive) star() (n int, ok bool) {
	if d.next >= len(d.args) {
		return 0, false
	}
	v := d.args[d.next]
	d.next++
	if v == nil {
		return 0, false
	}
	switch k := rtype.KindOf(rtype.Of(v)); {
	case k >= rtype.IntKind && k <= rtype.Int64:
		n = int(rtype.Int(v))
	case k >= rtype.Uint && k <= rtype.Uintptr:
		n = int(rtype.Int(v))
		if n < 0 {
			return 0, false
		}
	default:
		return 0, false
	}
	if n > tooLarge || n < -tooLarge {
		return 0, false
	}
	return n, true
}

func (p *printer) width(d *directive) {
	if d.more() && d.text[d.at] == '*' {
		d.at++
		p.wid, p.hasWid = d.star()
		if !p.hasWid {
			p.buf = append(p.buf, "%!(BADWIDTH)"...)
		}
		if p.wid < 0 {
			p.wid = -p.wid
			p.minus = true
			p.zero = false
		}
		d.afterIdx = false
		return
	}
	p.wid, p.hasWid, d.at = number(d.text, d.at, len(d.text))
	if d.afterIdx && p.hasWid {
		d.goodIdx = false
	}
}

func (p *printer) precision(d *directive) {
	if d.at+1 > len(d.text) || d.text[d.at] != '.' {
		return
	}
	d.at++
	if d.afterIdx {
		d.goodIdx = false
	}
	d.index()
	if d.more() && d.text[d.at] == '*' {
		d.at++
		p.prec, p.hasPrec = d.star()
		if p.prec < 0 {
			p.prec, p.hasPrec = 0, false
		}
		if !p.hasPrec {
			p.buf = append(p.buf, "%!(BADPREC)"...)
		}
		d.afterIdx = false
		return
	}
	p.prec, p.hasPrec, d.at = number(d.text, d.at, len(d.text))
	if !p.hasPrec {
		p.prec, p.hasPrec = 0, true
	}
}
