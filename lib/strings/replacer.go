package strings

import "io"

// A Replacer replaces a list of strings. At each place the pair that was given first and
// matches wins; an empty old string matches everywhere, once between two other matches.
type Replacer struct {
	pairs []string
	first [256]bool // bytes that an old string starts with
	empty bool      // one of the old strings is empty
}

// NewReplacer makes a Replacer of pairs old, new.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	r := &Replacer{pairs: append([]string(nil), oldnew...)}
	for i := 0; i < len(oldnew); i += 2 {
		if oldnew[i] == "" {
			r.empty = true
		} else {
			r.first[oldnew[i][0]] = true
		}
	}
	return r
}

// match finds the pair for the start of s.
func (r *Replacer) match(s string, allowEmpty bool) (old, new string, ok bool) {
	for i := 0; i < len(r.pairs); i += 2 {
		old = r.pairs[i]
		if HasPrefix(s, old) && (old != "" || allowEmpty) {
			return old, r.pairs[i+1], true
		}
	}
	return "", "", false
}

// Replace does all replacements in s.
func (r *Replacer) Replace(s string) string {
	var b []byte
	last := 0
	afterEmpty := false
	for i := 0; i <= len(s); {
		if !r.empty && (i == len(s) || !r.first[s[i]]) {
			i++
			continue
		}
		old, new, ok := r.match(s[i:], !afterEmpty)
		afterEmpty = ok && old == ""
		if ok {
			b = append(b, s[last:i]...)
			b = append(b, new...)
			i += len(old)
			last = i
			if old != "" {
				continue
			}
		}
		if ok && old == "" {
			continue
		}
		i++
	}
	if b == nil && last == 0 {
		return s
	}
	return stringOf(append(b, s[last:]...))
}

// WriteString writes s to w with all replacements.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}
