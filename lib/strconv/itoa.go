// Package strconv turns numbers into text and back.
package strconv

import "internal/decimal"

const digits = "0123456789abcdefghijklmnopqrstuvwxyz"

// FormatInt writes i in a base from 2 to 36.
func FormatInt(i int64, base int) string {
	if 0 <= i && i < 10 && base > 9 {
		return digits[i : i+1]
	}
	return string(AppendInt(nil, i, base))
}

// FormatUint writes i in a base from 2 to 36.
func FormatUint(i uint64, base int) string { return string(AppendUint(nil, i, base)) }

// Itoa writes i as a decimal number.
func Itoa(i int) string { return FormatInt(int64(i), 10) }

// AppendInt appends what FormatInt gives.
func AppendInt(dst []byte, i int64, base int) []byte {
	if i < 0 {
		return AppendUint(append(dst, '-'), -uint64(i), base)
	}
	return AppendUint(dst, uint64(i), base)
}

// AppendUint appends what FormatUint gives.
func AppendUint(dst []byte, i uint64, base int) []byte {
	if base < 2 || base > len(digits) {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	if base == 10 {
		return decimal.AppendUint(dst, i)
	}
	var buf [64]byte
	at := len(buf)
	for b := uint64(base); ; i /= b {
		at--
		buf[at] = digits[i%b]
		if i < b {
			return append(dst, buf[at:]...)
		}
	}
}

// FormatBool gives true or false.
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// AppendBool appends what FormatBool gives.
func AppendBool(dst []byte, b bool) []byte { return append(dst, FormatBool(b)...) }
