package math

// The error function after FreeBSD's msun: rational functions, near 0 for itself, around 1 for what
// it is beyond erfOne, further out for the logarithm of what it lacks to 1. Its inverse is Wichura's
// (AS 241), for the error function's scale.

const erfOne = 8.45062911510467529297e-01

var (
	erfPSmall = [...]float64{
		0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
		-2.3763016656650163e-05,
	}
	erfQSmall = [...]float64{
		1.0, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766,
		0.00013249473800432164, -3.960228278775368e-06,
	}
	erfPOne = [...]float64{
		-0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
		-0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
	}
	erfQOne = [...]float64{
		1.0, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164,
		0.01363708391202905, 0.011984499846799107,
	}
	erfPNear = [...]float64{
		-0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006,
		-162.39666946257347, -184.60509290671104, -81.2874355063066, -9.814329344169145,
	}
	erfQNear = [...]float64{
		1.0, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679,
		429.00814002756783, 108.63500554177944, 6.570249770319282, -0.0604244152148581,
	}
	erfPFar = [...]float64{
		-0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192,
		-637.5664433683896, -1025.0951316110772, -483.5191916086514,
	}
	erfQFar = [...]float64{
		1.0, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955,
		2553.0504064331644, 474.52854120695537, -22.44095244658582,
	}
	invA = [...]float64{
		1.1975323115670913, 47.07268811238398, 697.062665343896, 4854.886889384388,
		16235.862515167575, 23782.041382114385, 11819.493347062295, 887.0940696254552,
	}
	invB = [...]float64{
		1.0, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
		39307.89580009271, 28729.085735721943, 5226.495278852854,
	}
	invC = [...]float64{
		1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
		1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
	}
	invD = [...]float64{
		1.4142135623730951, 2.9036514445419948, 2.3707661626024534, 0.9754783200178743,
		0.2094506521051275, 0.021494160384252878, 0.0007744145906515771,
		1.4859850019840355e-09,
	}
	invE = [...]float64{
		6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
		0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-05,
		2.0103343992922881e-07,
	}
	invF = [...]float64{
		1.4142135623730951, 0.8482908416595164, 0.19364809469506591, 0.02103693768272069,
		0.0011128009970788597, 2.6110884050805935e-05, 2.010321207683943e-07,
		2.8910246058729655e-15,
	}
)

// horner is the polynomial c[0] + c[1]*x + ...
func horner(x float64, c []float64) float64 {
	i := len(c) - 1
	y := c[i]
	for i--; i >= 0; i-- {
		y = c[i] + x*y
	}
	return y
}

func erfSmall(x float64) float64 {
	z := x * x
	return horner(z, erfPSmall[:]) / horner(z, erfQSmall[:])
}

func erfAroundOne(x float64) float64 {
	return horner(x-1, erfPOne[:]) / horner(x-1, erfQOne[:])
}

// erfTail is Erfc from 1.25 on. The square in the exponent is split, so that it is exact.
func erfTail(x float64) float64 {
	s := 1 / (x * x)
	p, q := erfPNear[:], erfQNear[:]
	if x >= 1/0.35 {
		p, q = erfPFar[:], erfQFar[:]
	}
	z := Float64frombits(Float64bits(x) &^ 0xffffffff)
	return Exp(-z*z-0.5625) * Exp((z-x)*(z+x)+horner(s, p)/horner(s, q)) / x
}

// Erf is the error function.
func Erf(x float64) float64 {
	a := Abs(x)
	y := 1.0
	switch {
	case x != x:
		return NaN()
	case a < 2.848094538889218e-306:
		y = 0.125 * (8.0*a + 1.02703333676410069053e+00*a)
	case a < 1.0/(1<<28):
		y = a + 1.28379167095512586316e-01*a
	case a < 0.84375:
		y = a + a*erfSmall(a)
	case a < 1.25:
		y = erfOne + erfAroundOne(a)
	case a < 6:
		y = 1 - erfTail(a)
	}
	return Copysign(y, x)
}

// Erfc is 1-Erf(x), exact where that is small.
func Erfc(x float64) float64 {
	a := Abs(x)
	y := 0.0
	switch {
	case x != x:
		return NaN()
	case a < 1.0/(1<<56):
		return 1 - x
	case a < 0.25:
		y = a + a*erfSmall(a)
		return 1 - Copysign(y, x)
	case a < 0.84375:
		y = 0.5 + (a*erfSmall(a) + (a - 0.5))
		return 1 - Copysign(y, x)
	case a < 1.25 && x < 0:
		return 1 + erfOne + erfAroundOne(a)
	case a < 1.25:
		return 1 - erfOne - erfAroundOne(a)
	case x > -6 && a < 28:
		y = erfTail(a)
	}
	if x < 0 {
		return 2 - y
	}
	return y
}

// Erfinv is the inverse of Erf.
func Erfinv(x float64) float64 {
	a := Abs(x)
	switch {
	case !(a <= 1):
		return NaN()
	case a == 1:
		return Copysign(Inf(1), x)
	case a <= 0.85:
		r := 0.180625 - 0.25*a*a
		return x * horner(r, invA[:]) / horner(r, invB[:])
	}
	r := Sqrt(Ln2 - Log(1.0-a))
	y := 0.0
	if r <= 5 {
		r -= 1.6
		y = horner(r, invC[:]) / horner(r, invD[:])
	} else {
		r -= 5
		y = horner(r, invE[:]) / horner(r, invF[:])
	}
	return Copysign(y, x)
}

// Erfcinv is the inverse of Erfc.
func Erfcinv(x float64) float64 { return Erfinv(1 - x) }
