/** The command `gopark`. Each subcommand's code is loaded when it is used. */
import { Command, CommanderError } from 'commander';
import { addRunOptions, port, type RunFlags } from './args.ts';
import type { CheckFlags } from './check.ts';
import type { DoctorFlags } from './doctor.ts';
import { ExitCode, explain } from './exit.ts';
import { write } from './output.ts';
import type { UiFlags } from './ui.ts';
import { version } from './version.ts';

const EXAMPLES = `
Examples:
  gopark run main.go                        simulate with Go's defaults on 8 CPUs
  gopark run main.go --gomaxprocs 2 --go 1.13
  gopark run main.go --until 5s --json      stop after 5 s of virtual time, one JSON document
  gopark run main.go --policy nosteal       what if Ps did not steal?
  gopark check main.go --emit main.gpk      compile once, run main.gpk later
  gopark ui main.go                         watch it in the browser
  gopark demo                               what comes with gopark

Exit codes: 0 finished, 1 the program failed, 2 source or arguments wrong, 3 a limit,
70 a fault of gopark, 130 interrupted.`;

function build(done: (code: number) => void): Command {
  const program = new Command('gopark')
    .description('Simulates a Go program under the scheduler of the Go runtime, in virtual time.')
    .version(version(), '-V, --version')
    .configureOutput({ writeOut: (text) => write(1, text), writeErr: (text) => write(2, text) })
    .helpCommand(false)
    .showHelpAfterError('(gopark --help tells more)')
    .addHelpText('after', EXAMPLES)
    .exitOverride();
  const run = program
    .command('run')
    .description('simulate a program')
    .argument('<file>', 'a Go file, a directory with a package, or a program file (.gpk)');
  addRunOptions(run).action(async (path: string, flags: RunFlags) => {
    done(await (await import('./run.ts')).run(path, flags));
  });
  program
    .command('check')
    .description('compile only: errors, and what is modelled how')
    .argument('<file>', 'a Go file or a directory with a package')
    .option('--emit <file>', 'write the program file that run takes')
    .option('--print', 'print the instructions')
    .option('--lib', 'show functions of the modelled packages too')
    .option('--json', 'print one JSON document')
    .action(async (path: string, flags: CheckFlags) => {
      done(await (await import('./check.ts')).check(path, flags));
    });
  program
    .command('ui')
    .description('the playground in the browser, served on this machine only')
    .argument('[file]', 'a Go file, a directory with a main.go, or a saved run (.gpr)')
    .option('--port <n>', 'the port (default: one that is free)', port)
    .option('--no-open', 'only print the address')
    .action(async (path: string | undefined, flags: UiFlags) => {
      done(await (await import('./ui.ts')).ui(path, flags));
    });
  const demo = program
    .command('demo')
    .description('list the examples, or simulate one')
    .argument('[name]', 'an example');
  addRunOptions(demo).action(async (name: string | undefined, flags: RunFlags) => {
    done(await (await import('./demo.ts')).demo(name, flags));
  });
  program
    .command('doctor')
    .description('versions, releases, cost models, limits; does the kernel work here?')
    .option('--json', 'print one JSON document')
    .option('--costs', 'the fields of the cost model, with values and sources')
    .action(async (flags: DoctorFlags) => {
      done(await (await import('./doctor.ts')).doctor(flags));
    });
  return program;
}

async function main(args: readonly string[]): Promise<number> {
  let code: number = ExitCode.FINISHED;
  try {
    await build((result) => {
      code = result;
    }).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? ExitCode.FINISHED : ExitCode.USAGE;
    const { text, code: failed } = explain(error, args);
    write(2, `${text}\n`);
    return failed;
  }
  return code;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
