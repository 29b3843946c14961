/** Programs that several tests use, made with the builder. */
import { Builder } from '../../src/program/builder.ts';
import type { Program } from '../../src/program/program.ts';

/** The unbuffered ping-pong: `pairs` pairs of goroutines that exchange `rounds` messages. */
export function pingPong(pairs: number, rounds: number): Program {
  const b = new Builder();
  const ping = b.func('ping', ['chan', 'chan'], (f, [out, back]) => {
    f.loop(rounds, () => {
      f.send(out!, 1);
      f.recv(back!);
    });
  });
  const pong = b.func('pong', ['chan', 'chan', 'chan'], (f, [out, back, done]) => {
    f.loop(rounds, () => {
      f.recv(out!);
      f.send(back!, 1);
    });
    f.send(done!, 1);
  });
  b.func('main', (f) => {
    const done = f.chan(pairs);
    f.loop(pairs, () => {
      const [out, back] = [f.chan(), f.chan()];
      f.go(ping, out, back);
      f.go(pong, out, back, done);
    });
    f.loop(pairs, () => f.recv(done));
  });
  return b.build();
}

/** Uses every call of the builder once. */
export function everything(): Program {
  const b = new Builder();
  const worker = b.func('worker', ['chan', 'semaphore', 'int'], (f, [ch, lock, n]) => {
    f.lock(lock!);
    f.cpu({ exp: 2000 });
    f.unlock(lock!);
    f.syscall({ lognormal: [200_000, 0.8] });
    f.syscall(1000, 'blocking');
    f.syscall(1000, 'raw');
    f.cgo(30_000);
    f.net({ uniform: [1000, 2000] });
    f.send(ch!, n!);
  });
  b.func('main', (f) => {
    const ch = f.chan(1);
    const quit = f.chan();
    const lock = f.semaphore();
    f.go(worker, ch, lock, 7);
    const got = f.int();
    const ok = f.int();
    f.recv(ch, got, ok);
    f.println('got', got);
    f.add(got, 1);
    f.add(got, ok);
    f.set(ok, got);
    f.select(
      [
        { send: quit, value: 1 },
        { recv: ch, then: () => f.yield() },
      ],
      () => f.sleep(1000),
    );
    f.loop(2, (i) =>
      f.if(
        i,
        () => f.yield(),
        () => f.sleep({ pareto: [10, 1.5] }),
      ),
    );
    f.lockOSThread();
    f.unlockOSThread();
    f.cpu({ normal: [1000, 100] }, 500);
    f.close(quit);
    f.exit(3);
  });
  return b.build();
}
