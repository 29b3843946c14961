// Package bytes has functions on slices of bytes. What only looks at them is done by package
// strings, on the same bytes without a copy.
package bytes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MinRead is how much room Buffer.ReadFrom makes at least.
const MinRead = 512

// view is the bytes as a string, valid as long as nobody changes them.
//
//gopark:native STRINGOF
func view(b []byte) string

//gopark:native INDEXBYTE
func IndexByte(b []byte, c byte) int

func Equal(a, b []byte) bool     { return view(a) == view(b) }
func Compare(a, b []byte) int    { return strings.Compare(view(a), view(b)) }
func EqualFold(s, t []byte) bool { return strings.EqualFold(view(s), view(t)) }

func Index(s, sep []byte) int { return strings.Index(view(s), view(sep)) }

func LastIndex(s, sep []byte) int {
	return strings.LastIndex(view(s), view(sep))
}

func LastIndexByte(s []byte, c byte) int  { return strings.LastIndexByte(view(s), c) }
func IndexRune(s []byte, r rune) int      { return strings.IndexRune(view(s), r) }
func IndexAny(s []byte, chars string) int { return strings.IndexAny(view(s), chars) }

func LastIndexAny(s []byte, chars string) int {
	return strings.LastIndexAny(view(s), chars)
}

func IndexFunc(s []byte, f func(r rune) bool) int     { return strings.IndexFunc(view(s), f) }
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(view(s), f) }
func Count(s, sep []byte) int                         { return strings.Count(view(s), view(sep)) }
func Contains(b, subslice []byte) bool                { return Index(b, subslice) >= 0 }
func ContainsAny(b []byte, chars string) bool         { return IndexAny(b, chars) >= 0 }
func ContainsRune(b []byte, r rune) bool              { return IndexRune(b, r) >= 0 }
func ContainsFunc(b []byte, f func(rune) bool) bool   { return IndexFunc(b, f) >= 0 }

func HasPrefix(s, prefix []byte) bool {
	return strings.HasPrefix(view(s), view(prefix))
}

func HasSuffix(s, suffix []byte) bool {
	return strings.HasSuffix(view(s), view(suffix))
}

// Cut splits s around the first sep.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix takes prefix off.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix takes suffix off.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	i := IndexFunc(s, func(r rune) bool { return !f(r) })
	if i < 0 {
		return nil
	}
	return s[i:]
}

func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	return s[:len(strings.TrimRightFunc(view(s), f))]
}

func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

func isIn(cutset string) func(rune) bool {
	return func(r rune) bool { return strings.ContainsRune(cutset, r) }
}

func Trim(s []byte, cutset string) []byte      { return trim(s, cutset, true, true) }
func TrimLeft(s []byte, cutset string) []byte  { return trim(s, cutset, true, false) }
func TrimRight(s []byte, cutset string) []byte { return trim(s, cutset, false, true) }

func trim(s []byte, cutset string, left, right bool) []byte {
	if len(s) == 0 {
		return nil
	}
	if cutset == "" {
		return s
	}
	if left {
		s = TrimLeftFunc(s, isIn(cutset))
	}
	if right && len(s) > 0 {
		s = TrimRightFunc(s, isIn(cutset))
	}
	return s
}

func TrimSpace(s []byte) []byte {
	s = TrimFunc(s, unicode.IsSpace)
	if len(s) == 0 {
		return nil
	}
	return s
}

func TrimPrefix(s, prefix []byte) []byte {
	s, _ = CutPrefix(s, prefix)
	return s
}

func TrimSuffix(s, suffix []byte) []byte {
	s, _ = CutSuffix(s, suffix)
	return s
}

// Runes gives the runes of s.
func Runes(s []byte) []rune {
	t := make([]rune, utf8.RuneCount(s))
	i := 0
	for _, r := range view(s) {
		t[i] = r
		i++
	}
	return t
}
