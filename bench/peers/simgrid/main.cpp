// The three shared workloads as actors of SimGrid: main hold|pingpong|yield N ROUNDS.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <simgrid/s4u.hpp>
#include <string>

namespace sg = simgrid::s4u;

namespace {

constexpr int kServers = 8;

// n actors sleep `rounds` times for about a millisecond.
void hold(sg::Host *host, int n, int rounds) {
  for (int i = 0; i < n; i++) {
    sg::Actor::create("sleeper", host, [i, rounds] {
      uint32_t x = static_cast<uint32_t>(i) * 2654435761u + 1;
      for (int k = 0; k < rounds; k++) {
        x = x * 1664525u + 1013904223u;
        sg::this_actor::sleep_for((x >> 11) * 1e-9);
      }
    });
  }
}

// n pairs pass a token over two semaphores, which are SimGrid's quickest way to wake an actor.
void pingpong(sg::Host *host, int n, int rounds) {
  for (int i = 0; i < n; i++) {
    auto c = sg::Semaphore::create(0);
    auto d = sg::Semaphore::create(0);
    sg::Actor::create("ping", host, [c, d, rounds] {
      for (int k = 0; k < rounds; k++) {
        c->release();
        d->acquire();
      }
    });
    sg::Actor::create("pong", host, [c, d, rounds] {
      for (int k = 0; k < rounds; k++) {
        c->acquire();
        d->release();
      }
    });
  }
}

// n actors take one of eight servers for a microsecond, again and again.
void yielding(sg::Host *host, int n, int rounds) {
  auto servers = sg::Semaphore::create(kServers);
  for (int i = 0; i < n; i++) {
    sg::Actor::create("client", host, [servers, rounds] {
      for (int k = 0; k < rounds; k++) {
        servers->acquire();
        sg::this_actor::sleep_for(1e-6);
        servers->release();
      }
    });
  }
}

}  // namespace

int main(int argc, char **argv) {
  // A small stack suffices, and thousands of actors then fit.
  std::string stack = "--cfg=contexts/stack-size:64";
  std::string precision = "--cfg=surf/precision:1e-12";
  char *args[] = {argv[0], stack.data(), precision.data(), nullptr};
  int count = 3;
  sg::Engine engine(&count, args);
  if (argc != 4) return 2;
  auto *zone = sg::create_full_zone("zone");
  auto *host = zone->create_host("host", 1e9);
  zone->seal();
  std::string name = argv[1];
  int n = std::atoi(argv[2]), rounds = std::atoi(argv[3]);
  if (name == "hold") hold(host, n, rounds);
  else if (name == "pingpong") pingpong(host, n, rounds);
  else yielding(host, n, rounds);
  engine.run();
  std::printf("%.9f\n", sg::Engine::get_clock());
}
