//! The three shared workloads as models of NeXosim: hold|pingpong|yield N ROUNDS. One thread.

use std::collections::VecDeque;
use std::time::Duration;

use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::Output;
use nexosim::simulation::{Mailbox, SimInit, SimulationError};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};

const SERVERS: usize = 8;
const MICROSECOND: Duration = Duration::from_micros(1);

/// Sleeps `left` times for about a millisecond.
#[derive(Default, Serialize, Deserialize)]
struct Sleeper {
    x: u32,
    left: u64,
}

#[Model]
impl Sleeper {
    #[nexosim(init)]
    async fn init(&mut self, cx: &Context<Self>) {
        self.sleep((), cx);
    }

    #[nexosim(schedulable)]
    fn sleep(&mut self, _: (), cx: &Context<Self>) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        self.x = self.x.wrapping_mul(1664525).wrapping_add(1013904223);
        let ns = u64::from(self.x >> 11) + 1;
        cx.schedule_event(Duration::from_nanos(ns), schedulable!(Self::sleep), ()).unwrap();
    }
}

/// One of a pair that passes a token.
#[derive(Default, Serialize, Deserialize)]
struct Player {
    serves: bool,
    out: Output<u64>,
}

#[Model]
impl Player {
    #[nexosim(init)]
    async fn init(&mut self, cx: &Context<Self>) {
        if self.serves {
            cx.schedule_event(MICROSECOND, schedulable!(Self::serve), ()).unwrap();
        }
    }

    #[nexosim(schedulable)]
    async fn serve(&mut self) {
        self.out.send(LEFT.load(std::sync::atomic::Ordering::Relaxed)).await;
    }

    async fn token(&mut self, left: u64) {
        if left > 1 {
            self.out.send(left - 1).await;
        }
    }
}

static LEFT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);

/// Eight servers and a queue.
#[derive(Default, Serialize, Deserialize)]
struct Servers {
    idle: usize,
    queue: VecDeque<usize>,
    grants: Vec<Output<()>>,
}

#[Model]
impl Servers {
    /// A client asks; with `true` it gives its server back first.
    async fn request(&mut self, (client, back, again): (usize, bool, bool)) {
        if back {
            self.idle += 1;
        }
        if again {
            self.queue.push_back(client);
        }
        while self.idle > 0 {
            let Some(next) = self.queue.pop_front() else { break };
            self.idle -= 1;
            self.grants[next].send(()).await;
        }
    }
}

/// Takes a server for a microsecond, again and again.
#[derive(Default, Serialize, Deserialize)]
struct Client {
    id: usize,
    left: u64,
    request: Output<(usize, bool, bool)>,
}

#[Model]
impl Client {
    #[nexosim(init)]
    async fn init(&mut self, cx: &Context<Self>) {
        cx.schedule_event(MICROSECOND, schedulable!(Self::ask), false).unwrap();
    }

    async fn granted(&mut self, _: (), cx: &Context<Self>) {
        self.left -= 1;
        cx.schedule_event(MICROSECOND, schedulable!(Self::ask), true).unwrap();
    }

    #[nexosim(schedulable)]
    async fn ask(&mut self, back: bool) {
        self.request.send((self.id, back, self.left > 0)).await;
    }
}

fn hold(mut bench: SimInit, n: usize, rounds: u64) -> SimInit {
    for i in 0..n {
        let x = (i as u32).wrapping_mul(2654435761).wrapping_add(1);
        bench = bench.add_model(Sleeper { x, left: rounds }, Mailbox::new(), "sleeper");
    }
    bench
}

fn pingpong(mut bench: SimInit, n: usize, rounds: u64) -> SimInit {
    LEFT.store(2 * rounds, std::sync::atomic::Ordering::Relaxed);
    for _ in 0..n {
        let (mut a, mut b) = (Player { serves: true, ..Default::default() }, Player::default());
        let (to_a, to_b) = (Mailbox::new(), Mailbox::new());
        a.out.connect(Player::token, &to_b);
        b.out.connect(Player::token, &to_a);
        bench = bench.add_model(a, to_a, "a").add_model(b, to_b, "b");
    }
    bench
}

fn yielding(mut bench: SimInit, n: usize, rounds: u64) -> SimInit {
    let mut servers = Servers { idle: SERVERS, ..Default::default() };
    let to_servers = Mailbox::with_capacity(n + 1);
    for id in 0..n {
        let mut client = Client { id, left: rounds, ..Default::default() };
        let to_client = Mailbox::new();
        let mut grant = Output::default();
        grant.connect(Client::granted, &to_client);
        client.request.connect(Servers::request, &to_servers);
        servers.grants.push(grant);
        bench = bench.add_model(client, to_client, "client");
    }
    bench.add_model(servers, to_servers, "servers")
}

fn main() -> Result<(), SimulationError> {
    let args: Vec<String> = std::env::args().collect();
    let (n, rounds) = (args[2].parse().unwrap(), args[3].parse().unwrap());
    let bench = SimInit::with_num_threads(1);
    let bench = match args[1].as_str() {
        "hold" => hold(bench, n, rounds),
        "pingpong" => pingpong(bench, n, rounds),
        _ => yielding(bench, n, rounds),
    };
    let mut simulation = bench.init(MonotonicTime::EPOCH)?;
    simulation.run()?;
    println!("{:?}", simulation.time());
    Ok(())
}
