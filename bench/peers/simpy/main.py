"""The three shared workloads in SimPy: python3 main.py hold|pingpong|yield N ROUNDS."""

import sys
import simpy

SERVERS = 8
MICROSECOND = 1e-6


def hold(env, n, rounds):
    """n processes sleep `rounds` times for about a millisecond."""

    def sleeper(x):
        for _ in range(rounds):
            x = (x * 1664525 + 1013904223) & 0xFFFFFFFF
            yield env.timeout((x >> 11) * 1e-9)

    for i in range(n):
        env.process(sleeper((i * 2654435761 + 1) & 0xFFFFFFFF))


def pingpong(env, n, rounds):
    """n pairs pass a token over two stores."""

    def ping(c, d):
        for i in range(rounds):
            yield c.put(i)
            yield d.get()

    def pong(c, d):
        for i in range(rounds):
            yield c.get()
            yield d.put(i)

    for _ in range(n):
        c, d = simpy.Store(env, capacity=1), simpy.Store(env, capacity=1)
        env.process(ping(c, d))
        env.process(pong(c, d))


def yielding(env, n, rounds):
    """n processes take one of eight servers for a microsecond, again and again."""
    servers = simpy.Resource(env, capacity=SERVERS)

    def client():
        for _ in range(rounds):
            with servers.request() as request:
                yield request
                yield env.timeout(MICROSECOND)

    for _ in range(n):
        env.process(client())


def main(name, n, rounds):
    env = simpy.Environment()
    {"hold": hold, "pingpong": pingpong, "yield": yielding}[name](env, n, rounds)
    env.run()
    print(env.now)


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
