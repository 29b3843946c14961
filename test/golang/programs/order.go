// Order of evaluation, as gc has it: variables are read late, calls and receives happen in order.
package main

import "fmt"

var x = 1

func set(v int) int { x = v; return v }
func say(s string, v int) int {
	fmt.Print(s, " ")
	return v
}
func two() (int, int) { return say("two", 1), 2 }

type point struct{ x, y int }

func (p *point) at(i int) *point { fmt.Print("at", i, " "); p.x = i; return p }
func (p point) get(v int) int    { return p.x*100 + v }

func main() {
	fmt.Println(x + set(5))
	a := []int{1, 2, 3}
	i := 0
	f := func() int { i = 2; return 7 }
	a[i] = f()
	fmt.Println(a, i)
	i = 0
	i, a[i] = 1, 9
	fmt.Println(a, i)
	a[0], a[1], a[2] = a[2], a[0], a[1]
	fmt.Println(a)
	m := map[int]int{}
	m[say("key", 1)] = say("value", 2)
	fmt.Println(m)
	fmt.Println(say("a", 1)+say("b", 2)*say("c", 3), say("d", 4) > 3 && say("e", 0) == 0)
	p := &point{}
	fmt.Println(p.at(1).at(2).get(say("arg", 3)))
	arr := [3]int{10, 20, 30}
	for i, v := range arr {
		arr[2] = 99
		fmt.Print(i, v, " ")
	}
	fmt.Println(arr)
	s := []int{1}
	for i := range s {
		s = append(s, i)
	}
	fmt.Println(s)
	x = 10
	x += set(3)
	fmt.Println(x)
	q, r := two()
	q, r = r, q+r
	fmt.Println(q, r)
}
