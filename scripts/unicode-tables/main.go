// Command unicode-tables writes lib/unicode/tables.go, categories.go and scripts.go from the tables
// of the Go toolchain that runs it (facts of the Unicode Character Database). Run it from the
// project's root: go run ./scripts/unicode-tables/main.go
//
// What the package's functions look at is in tables.go; the page fetches the others only for
// programs that name one of their tables.
//
// A table is a string, so that a program that imports package unicode pays nothing for it at start.
// Numbers are written in base 64, digits being the bytes from ' ' on; a range is lo, hi and
// stride, 4 digits each. lib/unicode/table.go reads them.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"sort"
	"strings"
	"unicode"
)

func digits(b *strings.Builder, v, n int) {
	if v < 0 || v >= 1<<(6*n) {
		panic(fmt.Sprint("does not fit: ", v))
	}
	for n--; n >= 0; n-- {
		b.WriteByte(byte(' ' + v>>(6*n)&63))
	}
}

func pack(t *unicode.RangeTable) string {
	var b strings.Builder
	for _, r := range t.R16 {
		digits(&b, int(r.Lo), 4)
		digits(&b, int(r.Hi), 4)
		digits(&b, int(r.Stride), 4)
	}
	for _, r := range t.R32 {
		digits(&b, int(r.Lo), 4)
		digits(&b, int(r.Hi), 4)
		digits(&b, int(r.Stride), 4)
	}
	return b.String()
}

// literal splits long raw strings so that lines stay readable.
func literal(s string) string {
	const width = 80
	var parts []string
	for len(s) > width {
		parts = append(parts, "`"+s[:width]+"`")
		s = s[width:]
	}
	parts = append(parts, "`"+s+"`")
	return strings.Join(parts, " +\n\t\t")
}

var long = map[string]string{
	"L": "Letter", "Lu": "Upper", "Ll": "Lower", "Lt": "Title", "M": "Mark", "N": "Number",
	"Nd": "Digit", "P": "Punct", "S": "Symbol", "Z": "Space", "C": "Other",
}

func names(m map[string]*unicode.RangeTable) []string {
	var list []string
	for name := range m {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}

// used are the tables that the package's functions look at.
var used = map[string]bool{
	"L": true, "Ll": true, "Lt": true, "Lu": true, "M": true, "N": true, "Nd": true, "P": true,
	"S": true, "Zs": true, "White_Space": true,
}

// group writes those tables of m that functions look at, or the others.
func group(out *bytes.Buffer, title string, m map[string]*unicode.RangeTable, want bool) {
	fmt.Fprintf(out, "// %s.\nvar (\n", title)
	for _, name := range names(m) {
		if used[name] == want {
			fmt.Fprintf(out, "\t%s = &RangeTable{packed: %s}\n", name, literal(pack(m[name])))
		}
	}
	fmt.Fprintf(out, ")\n\n")
}

func aliases(out *bytes.Buffer, m map[string]string) {
	fmt.Fprintf(out, "// Long names of categories.\nvar (\n")
	var short []string
	for s := range m {
		short = append(short, s)
	}
	sort.Strings(short)
	for _, s := range short {
		fmt.Fprintf(out, "\t%s = %s\n", m[s], s)
	}
	fmt.Fprintf(out, ")\n\n")
}

func caseRanges() string {
	var b strings.Builder
	for _, c := range unicode.CaseRanges {
		digits(&b, int(c.Lo), 4)
		digits(&b, int(c.Hi), 4)
		for _, d := range c.Delta {
			digits(&b, int(d)+1<<22, 4)
		}
	}
	return b.String()
}

// orbits are the runes that fold to more than their own two cases, each with the next one.
func orbits() string {
	var b strings.Builder
	for r := rune(0); r <= unicode.MaxRune; r++ {
		next := unicode.SimpleFold(r)
		simple := unicode.ToLower(r)
		if simple == r {
			simple = unicode.ToUpper(r)
		}
		if next != simple {
			digits(&b, int(r), 4)
			digits(&b, int(next), 4)
		}
	}
	return b.String()
}

func save(path string, out *bytes.Buffer) {
	text, err := format.Source(out.Bytes())
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		panic(err)
	}
}

const header = "// Made by scripts/unicode-tables. Do not edit.\n\npackage unicode\n\n"

func main() {
	cats := map[string]*unicode.RangeTable{}
	for name, t := range unicode.Categories {
		if len(name) <= 2 {
			cats[name] = t
		}
	}

	out := bytes.NewBufferString(header)
	group(out, "General categories", cats, true)
	group(out, "Properties", unicode.Properties, true)
	fmt.Fprintf(out, "const caseTable = %s\n\n", literal(caseRanges()))
	fmt.Fprintf(out, "const orbitTable = %s\n\n", literal(orbits()))
	save("lib/unicode/tables.go", out)

	out = bytes.NewBufferString(header)
	fmt.Fprintf(out, "// Version is the edition of Unicode.\n")
	fmt.Fprintf(out, "const Version = %q\n\n", unicode.Version)
	group(out, "General categories", cats, false)
	aliases(out, long)
	save("lib/unicode/categories.go", out)

	out = bytes.NewBufferString(header)
	group(out, "Scripts", unicode.Scripts, false)
	group(out, "Properties", unicode.Properties, false)
	save("lib/unicode/scripts.go", out)
}
