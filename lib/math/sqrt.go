package math

//gopark:native FSQRT
func sqrt(x float64) float64

// Sqrt is rounded correctly, as processors do it.
func Sqrt(x float64) float64 {
	if x >= 0 {
		return sqrt(x)
	}
	if x < 0 {
		return NaN()
	}
	return x
}
