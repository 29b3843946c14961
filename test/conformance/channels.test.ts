/** docs/scheduler.md, section 8: channels and select. */
import { describe, expect, test } from 'vitest';
import { Queue } from '../../assembly/abi/event.ts';
import { play } from '../support/scene.ts';

/** What a program with `body` in main prints, at one P. */
const prints = async (body: string, above = ''): Promise<string> =>
  (await play(`
import "runtime"

${above}

func main() {
	${body}
	runtime.Gosched()
}
`)).stderr;

describe('channels', () => {
  test('C-111: a send to a waiting receiver makes it runnext, and goes on', async () => {
    const scene = await play(`
import "runtime"

func receiver(c chan int) { print("got", <-c, " ") }
func queued()             {}

func main() {
	c := make(chan int)
	go receiver(c)
	runtime.Gosched()
	go queued()
	c <- 7
	print("sent ")
	runtime.Gosched()
}
`);
    expect(scene.stderr).toBe('sent got7 ');
    expect(Queue[scene.first('GoUnblock').detail]).toBe('RUNNEXT');
    const send = scene.first('ChanOp', { detail: 0 });
    expect([send.extra, send.arg]).toEqual([1, 0]);
    expect(scene.starts().slice(3)).toEqual(['receiver', 'queued', 'main']);
  });

  test('C-112: a receive from a full buffer takes its head; the sender goes to the tail',
    async () => {
      expect(await prints(`
	c := make(chan int, 2)
	c <- 1
	c <- 2
	go func() { c <- 3; print("sender ") }()
	runtime.Gosched()
	print(<-c, len(c), " ")
	print(<-c, <-c, " ")`)).toBe('12 23 sender ');
    });

  test('C-113: waiters are served in the order in which they came', async () => {
    const receivers = await prints(`
	c := make(chan int)
	for i := range 4 {
		go func() { print(i, <-c, " ") }()
		runtime.Gosched()
	}
	for v := range 4 {
		c <- v
		runtime.Gosched()
	}`);
    expect(receivers).toBe('00 11 22 33 ');
    const senders = await prints(`
	c := make(chan int)
	for i := range 4 {
		go func() { c <- i }()
		runtime.Gosched()
	}
	for range 4 {
		print(<-c, " ")
	}`);
    expect(senders).toBe('0 1 2 3 ');
  });

  test('C-114: close wakes in reverse: the first runs first, then from the last on', async () => {
    const out = await prints(`
	c := make(chan int)
	for i := range 5 {
		go func() { <-c; print(i, " ") }()
		runtime.Gosched()
	}
	close(c)`);
    expect(out).toBe('0 4 3 2 1 ');
  });

  test('C-115: what is in the buffer can be received after close', async () => {
    expect(await prints(`
	c := make(chan int, 3)
	c <- 4
	c <- 5
	close(c)
	for range 3 {
		v, ok := <-c
		print(v, ok, " ")
	}`)).toBe('4true 5true 0false ');
  });

  test('C-116: a send to a closed channel panics, also one that waited', async () => {
    const caught = `
func send(c chan int, who string) {
	defer func() { print(who, " ", recover().(error).Error(), "; ") }()
	c <- 1
}
`;
    expect(await prints(`
	c := make(chan int)
	go send(c, "waits")
	runtime.Gosched()
	close(c)
	runtime.Gosched()
	send(c, "late")`, caught)).toBe('waits send on closed channel; late send on closed channel; ');
  });
});

describe('select', () => {
  test('C-117: among cases that can go ahead each is as likely as the others', async () => {
    const { stderr } = await play(`
func main() {
	a, b, c, d := make(chan int), make(chan int), make(chan int), make(chan int)
	close(a)
	close(b)
	close(c)
	var n [4]int
	for range 6000 {
		select {
		case <-a:
			n[0]++
		case <-b:
			n[1]++
		case <-c:
			n[2]++
		case <-d:
			n[3]++
		}
	}
	print(n[0], " ", n[1], " ", n[2], " ", n[3])
}
`);
    const counts = stderr.split(' ').map(Number);
    expect(counts[3]).toBe(0);
    expect(counts[0]! + counts[1]! + counts[2]!).toBe(6000);
    // Chi squared with two degrees of freedom: above 13.8 in one of a thousand.
    const chi = counts.slice(0, 3).reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0);
    expect(chi).toBeLessThan(13.8);
  });

  test('C-118: one that has been decided but has not run is passed over', async () => {
    expect(await prints(`
	a, b := make(chan int), make(chan int)
	go func() {
		select {
		case v := <-a:
			print("a", v, " ")
		case v := <-b:
			print("b", v, " ")
		}
	}()
	runtime.Gosched()
	go func() { print("plain", <-b, " ") }()
	runtime.Gosched()
	a <- 1
	b <- 2
	runtime.Gosched()`)).toBe('plain2 a1 ');
  });

  test('C-119: cases with nil channels are never chosen; without others it waits', async () => {
    const scene = await play(`
func main() {
	var none chan int
	some := make(chan int, 1)
	for range 40 {
		some <- 1
		select {
		case <-none:
			print("nil receive ")
		case none <- 1:
			print("nil send ")
		case <-some:
		}
	}
	select {
	case <-none:
	case none <- 1:
	}
}
`);
    expect(scene.stderr).toContain('all goroutines are asleep - deadlock!');
    expect(scene.stderr).not.toContain('nil ');
    const alone = await play('func main() { select {} }');
    expect(alone.of('GoBlock')).toHaveLength(1);
    expect(alone.reason).toBe('DEADLOCK');
  });
});
