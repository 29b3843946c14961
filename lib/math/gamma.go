package math

// Gamma after Moshier's Cephes, Lgamma after FreeBSD's msun, as Go has them.

var (
	gammaP = [...]float64{
		1.0, 0.4942148268014971, 0.20744822764843598, 0.04763678004571372,
		0.010421379756176158, 0.0011913514700658638, 0.00016011952247675185,
	}
	gammaQ = [...]float64{
		1.0, 0.0714304917030273, -0.23459179571824335, 0.035823639860549865,
		0.011813978522206043, -0.004456419138517973, 0.0005396055804933034,
		-2.3158187332412014e-05,
	}
	gammaS = [...]float64{
		0.08333333333334822, 0.0034722222160545866, -0.0026813261780578124,
		-0.00022954996161337813, 0.0007873113957930937,
	}
	lgammaA = [...]float64{
		0.07721566490153287, 0.06735230105312927, 0.007385550860814029, 0.0011927076318336207,
		0.00022086279071390839, 2.5214456545125733e-05,
	}
	lgammaB = [...]float64{
		0.3224670334241136, 0.020580808432516733, 0.0028905138367341563, 0.0005100697921535113,
		0.00010801156724758394, 4.4864094961891516e-05,
	}
	lgammaT = [...]float64{
		0.48383612272381005, -0.032788541075985965, 0.006100538702462913,
		-0.0014034646998923284, 0.00031563207090362595,
	}
	lgammaU = [...]float64{
		-0.1475877229945939, 0.01797067508118204, -0.0036845201678113826, 0.000881081882437654,
		-0.00031275416837512086,
	}
	lgammaV = [...]float64{
		0.06462494023913339, -0.010314224129834144, 0.0022596478090061247,
		-0.0005385953053567405, 0.0003355291926355191,
	}
	lgammaP = [...]float64{
		-0.07721566490153287, 0.21498241596060885, 0.325778796408931, 0.14635047265246445,
		0.02664227030336386, 0.0018402845140733772, 3.194753265841009e-05,
	}
	lgammaQ = [...]float64{
		1.0, 1.3920053346762105, 0.7219355475671381, 0.17193386563280308, 0.01864591917156529,
		0.0007779424963818936, 7.326684307446256e-06,
	}
	lgammaE = [...]float64{
		-0.07721566490153287, 0.6328270640250934, 1.4549225013723477, 0.9777175279633727,
		0.22896372806469245, 0.013381091853678766,
	}
	lgammaF = [...]float64{
		1.0, 2.4559779371304113, 2.128489763798934, 0.7692851504566728, 0.10422264559336913,
		0.003217092422824239,
	}
	lgammaW = [...]float64{
		0.4189385332046727, 0.08333333333333297, -0.0027777777772877554, 0.0007936505586430196,
		-0.00059518755745034, 0.0008363399189962821, -0.0016309293409657527,
	}
)

// stirling is Gamma of a large x by Stirling's formula, as two factors: their product may be too
// large where its inverse is wanted.
func stirling(x float64) (a, b float64) {
	if x > 200 {
		return Inf(1), 1
	}
	w := 1 / x
	b = 2.506628274631000502417 * (1 + w*horner(w, gammaS[:]))
	if x > 143.01608 {
		a = Pow(x, 0.5*x-0.25)
		return a, b * (a / Exp(x))
	}
	return Pow(x, x-0.5) / Exp(x), b
}

// Gamma is the gamma function.
func Gamma(x float64) float64 {
	switch {
	case x == 0:
		return Copysign(Inf(1), x)
	case x < 0 && x == Floor(x) || x != x:
		return NaN()
	case x > 33:
		a, b := stirling(x)
		return a * b
	case x < -33:
		return gammaNegative(-x)
	}
	z := 1.0
	for x >= 3 {
		x--
		z *= x
	}
	for x < 2 {
		if Abs(x) < 1e-9 {
			return gammaSmall(x, z)
		}
		z /= x
		x++
	}
	x -= 2
	if x == 0 {
		return z
	}
	return z * horner(x, gammaP[:]) / horner(x, gammaQ[:])
}

func gammaSmall(x, z float64) float64 {
	const euler = 0.57721566490153286060651209008240243104215933593992
	if x == 0 {
		return Inf(1)
	}
	return z / ((1 + euler*x) * x)
}

// gammaNegative is Gamma(-q), by reflection.
func gammaNegative(q float64) float64 {
	whole := Floor(q)
	sign := 1.0
	if int64(whole)&1 == 0 {
		sign = -1
	}
	z := q - whole
	if z > 0.5 {
		z = q - (whole + 1)
	}
	z = Abs(q * Sin(Pi*z))
	if z == 0 {
		return Inf(int(sign))
	}
	a, b := stirling(q)
	if d := z * a * b; d <= MaxFloat64 {
		return sign * (Pi / d)
	}
	return sign * (Pi / z / a / b)
}

// Lgamma is the logarithm of Gamma's amount, and its sign.
func Lgamma(x float64) (lgamma float64, sign int) {
	a := Abs(x)
	switch {
	case x != x || IsInf(x, 0):
		return x, 1
	case x == 0:
		return Inf(1), 1
	case x > 0:
		return lgammaPositive(x), 1
	case a < 0x1p-70:
		return -Log(a), -1
	}
	t := sinPi(a)
	switch {
	case t == 0:
		return Inf(1), 1
	case t < 0:
		sign = -1
	default:
		sign = 1
	}
	if a == 1 || a == 2 {
		return 0, sign
	}
	return Log(Pi/Abs(t*a)) - lgammaPositive(a), sign
}

func lgammaPositive(x float64) float64 {
	switch {
	case x < 0x1p-70:
		return -Log(x)
	case x == 1 || x == 2:
		return 0
	case x < 2:
		return lgammaBelow2(x)
	case x < 8:
		whole := Floor(x)
		y := x - whole
		p := 0.5*y + y*horner(y, lgammaP[:])/horner(y, lgammaQ[:])
		z := 1.0
		for whole--; whole >= 2; whole-- {
			z *= y + whole
		}
		return p + Log(z)
	case x < 1<<58:
		z := 1 / x
		w := lgammaW[0] + z*horner(z*z, lgammaW[1:])
		return (x-0.5)*(Log(x)-1) + w
	}
	return x * (Log(x) - 1)
}

// lgammaBelow2 has three polynomials: around 2, around the least value, around 1.
func lgammaBelow2(x float64) float64 {
	const (
		least = 1.461632144968362245
		about = 1.46163214496836224576
	)
	base, one, middle, two := 0.0, 1.0, about, 2.0
	from, to := least-0.27, least+0.27
	if x <= 0.9 {
		base, one, middle, two = -Log(x), 0, about-1, 1
		from, to = least-1-0.27, least-1+0.27
	}
	switch {
	case x >= to:
		y := two - x
		z := y * y
		return base + (y*horner(z, lgammaA[:]) + z*horner(z, lgammaB[:]) - 0.5*y)
	case x >= from:
		y := x - middle
		z := y * y
		w := z * y
		p := z*horner(w, lgammaT[:]) -
			(-3.63867699703950536541e-18 - w*(horner(w, lgammaU[:])+y*horner(w, lgammaV[:])))
		return base + (-1.21486290535849611461e-01 + p)
	}
	y := x - one
	return base + (-0.5*y + y*horner(y, lgammaE[:])/horner(y, lgammaF[:]))
}

// sinPi is -Sin(Pi*x) of a positive x.
func sinPi(x float64) float64 {
	switch {
	case x < 0.25:
		return -Sin(Pi * x)
	case x == Floor(x):
		return 0
	}
	x = Mod(x, 2)
	switch int(x * 4) {
	case 0:
		return -Sin(Pi * x)
	case 1, 2:
		return -Cos(Pi * (0.5 - x))
	case 3, 4:
		return -Sin(Pi * (1 - x))
	case 5, 6:
		return Cos(Pi * (x - 1.5))
	}
	return -Sin(Pi * (x - 2))
}
