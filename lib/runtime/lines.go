package runtime

// lineTable is put in by the linker (src/program/lines.ts) in the place of this text.
func lineTable() string { return "gopark: here come the lines" }

func be32(s string, at int) int {
	return int(s[at])<<24 | int(s[at+1])<<16 | int(s[at+2])<<8 | int(s[at+3])
}

// placeOf finds file and line of an instruction, counted from 1 as callerpc does.
func placeOf(pc uint64) (file string, line int) {
	t := lineTable()
	start, count := be32(t, 0), be32(t, 4)
	lo, hi := 0, count
	for lo < hi {
		mid := int(uint(lo+hi) / 2)
		if uint64(be32(t, start+10*mid)) < pc {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return "", 0
	}
	at := start + 10*(lo-1)
	line = be32(t, at+6)
	if line == 0 {
		return "", 0
	}
	return fileNumber(t, int(t[at+4])<<8|int(t[at+5])), line
}

// fileNumber finds one of the names at the head of the table.
func fileNumber(t string, n int) string {
	from := 8
	for i := 8; ; i++ {
		if t[i] != '\n' {
			continue
		}
		if n == 0 {
			return t[from:i]
		}
		n--
		from = i + 1
	}
}
