/** The twelve examples of the page; each has a program (`<id>.go`) and a story (stories.ts). */
export interface Preset {
  id: string;
  title: string;
  /** What it shows, in a clause. */
  teaser: string;
}

export const PRESETS: readonly Preset[] = [
  { id: 'mn', title: 'Many goroutines, few threads', teaser: 'the M:N picture' },
  { id: 'states', title: 'States of a goroutine', teaser: 'runnable, running, waiting, and back' },
  { id: 'queues', title: 'Local and global queues', teaser: 'runnext, the ring of 256, overflow' },
  { id: 'stealing', title: 'Work stealing', teaser: 'how an idle P finds work' },
  { id: 'tick61', title: 'The 61st tick', teaser: 'fairness towards the global queue' },
  { id: 'preemption', title: 'Preemption, before and after 1.14', teaser: 'loops without calls' },
  { id: 'syscall', title: 'System calls and hand-off', teaser: 'a thread blocks, its P does not' },
  { id: 'netpoll', title: 'The network poller', teaser: '10,000 connections, a few threads' },
  { id: 'channels', title: 'Channels and direct hand-off', teaser: 'a value goes straight across' },
  { id: 'mutex', title: 'A starving mutex', teaser: 'how starvation mode ends it' },
  { id: 'quota', title: 'GOMAXPROCS in a container', teaser: 'a CPU quota and 1.25' },
  { id: 'timers', title: 'Timers', teaser: 'who wakes a sleeper' },
];

/** What a first visit shows. */
export const FIRST = 'mn';
