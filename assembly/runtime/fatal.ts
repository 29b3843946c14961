/**
 * How a program ends: exit, unrecovered panic, Go's fatal errors. The kernel writes the first line
 * as Go does; the goroutine traces below it are composed by the host, which knows names and lines
 * (kernel export `trace`).
 */
import { Stop } from '../abi/abi';
import { NEVER } from '../machine/event';
import { Ret } from './ret';
import { G, M, S } from './runtime2';
import { outlast } from './output';
import { Step, yieldUntil } from './turn';

/** Text of a string constant as bytes into a scratch buffer. */
@unmanaged
class Text {
  len: u32;
}

const text: Text = changetype<Text>(memory.data(8, 8));
const buf: usize = memory.data(512, 8);

function add(s: string): void {
  const n = s.length;
  for (let i = 0; i < n && text.len < 500; i++) {
    store<u8>(buf + text.len, load<u16>(changetype<usize>(s) + ((i as usize) << 1)) as u8);
    text.len++;
  }
}

function addNumber(n: u32): void {
  if (n >= 10) addNumber(n / 10);
  store<u8>(buf + text.len, (48 + (n % 10)) as u8);
  text.len++;
}

function flush(): void {
  outlast(buf, text.len);
  text.len = 0;
}

/** Go's fatal errors of the scheduler: 1 thread limit n, 2 no goroutines, 3 all asleep. */
export function fatalText(code: i32, n: u32): void {
  if (S.stop != 0) return;
  switch (code) {
    case 1:
      add('runtime: program exceeds ');
      addNumber(n);
      add('-thread limit\nfatal error: thread exhaustion\n');
      break;
    case 2:
      add('fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n');
      break;
    default:
      add('fatal error: all goroutines are asleep - deadlock!\n');
  }
  flush();
  S.stop = code == 1 ? Stop.FATAL : Stop.DEADLOCK;
  S.exitCode = 2;
}

/**
 * os.Exit; or the end of main.main: then the entry function itself calls this, in the first frame.
 */
export function exitprogram(mp: M, gp: G, code: i32): i32 {
  const entry = gp.goid == 1 && load<u32>(gp.fp as usize) == 0;
  return end(mp, entry ? Stop.FINISHED : Stop.EXIT, code);
}

/** A throw of the program's side: `fatal error: ` and the text. */
export function fatal(mp: M, gp: G, ptr: usize, len: u32): i32 {
  add('fatal error: ');
  flush();
  outlast(ptr, len > 2048 ? 2048 : len);
  add('\n');
  flush();
  if (S.stop == 0) S.endAlone = 1;
  return end(mp, Stop.FATAL, 2);
}

/** The text of an unrecovered panic was printed: the end. */
export function dieafterpanic(mp: M, gp: G): i32 {
  if (S.stop == 0) S.endAlone = 1;
  return end(mp, Stop.PANIC, 2);
}

function end(mp: M, stop: i32, code: i32): i32 {
  if (S.stop == 0) {
    S.stop = stop;
    S.exitCode = code;
    S.endM = mp;
  }
  yieldUntil(mp, Step.PARKED, NEVER);
  return Ret.LEAVE;
}

/** runtime.throw with a text of the kernel's own; used by the interpreter for stack overflow. */
export function throwtext(mp: M, s: string): i32 {
  add(s);
  flush();
  return end(mp, Stop.FATAL, 2);
}
