/** The three shared workloads in simjs: node main.cjs DIRECTORY hold|pingpong|yield N ROUNDS. */
const { createRequire } = require('node:module');
const { join, resolve } = require('node:path');

const [directory, name, nText, roundsText] = process.argv.slice(2);
// The package is a bundle for browsers: what it exports, it leaves on the window.
globalThis.window = globalThis;
createRequire(join(resolve(directory), 'package.json'))('simjs');
const { Sim, Entity, Facility } = globalThis.Sim;
const [n, rounds] = [Number(nText), Number(roundsText)];
const SERVERS = 8;

/** Sleeps `rounds` times for about a millisecond. */
class Sleeper extends Entity {
  start() {
    this.x = (Math.imul(Sleeper.made++, 2654435761) + 1) >>> 0;
    this.left = rounds;
    this.sleep();
  }

  sleep() {
    if (this.left-- === 0) return;
    this.x = (Math.imul(this.x, 1664525) + 1013904223) >>> 0;
    this.setTimer((this.x >>> 11) * 1e-9).done(this.sleep, this);
  }
}
Sleeper.made = 0;

/** One of a pair that passes a token. */
class Player extends Entity {
  start() {
    this.left = rounds;
  }

  onMessage() {
    if (this.left-- > 0) this.send('token', 0, this.other);
  }
}

/** Takes one of eight servers for a microsecond, again and again. */
class Client extends Entity {
  start() {
    this.left = rounds;
    this.again();
  }

  again() {
    if (this.left-- > 0) this.useFacility(Client.servers, 1e-6).done(this.again, this);
  }
}

const sim = new Sim();
if (name === 'hold') for (let i = 0; i < n; i++) sim.addEntity(Sleeper, `s${i}`);
if (name === 'yield') {
  Client.servers = new Facility('servers', Facility.FCFS, SERVERS);
  for (let i = 0; i < n; i++) sim.addEntity(Client, `c${i}`);
}
if (name === 'pingpong') {
  for (let i = 0; i < n; i++) {
    const [a, b] = [sim.addEntity(Player, `a${i}`), sim.addEntity(Player, `b${i}`)];
    [a.other, b.other] = [b, a];
    a.send('token', 0, b);
  }
}
sim.simulate(1e9);
process.stdout.write(`${sim.time()}\n`);
