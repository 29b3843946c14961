/** Why tests of the Go distribution fail here, as far as it is known. */

const FINALIZERS = 'an object is found dead later than by gc, at another collection';
const MEMORY = 'memory statistics and profiles of the collector are not modelled';
const CALLER = 'a line is another one than gc\'s';
const UINTPTR = '`//go:uintptrescapes` means nothing here: a uintptr keeps no object';
const SYSCALL = 'needs an operating system\'s pages or signals';

export const REASONS: Readonly<Record<string, string>> = {
  'env.go': 'there is no environment: `PATH` is empty',
  'finprofiled.go': MEMORY,
  'heapsampling.go': MEMORY,
  'init1.go': MEMORY,
  'nilptr2.go': 'a nil check whose result nobody uses is left out',
  'nilptr_aix.go': 'values of more than 2 GiB',
  'recover4.go': SYSCALL,
  'sigchld.go': SYSCALL,
  'stackobj.go': FINALIZERS,
  'stackobj3.go': FINALIZERS,
  'fixedbugs/issue11326b.go': 'constants with an exponent of more than ten million',
  'fixedbugs/issue15002.go': SYSCALL,
  'fixedbugs/issue15277.go': MEMORY,
  'fixedbugs/issue15281.go': MEMORY,
  'uintptrescapes3.go': UINTPTR,
  'fixedbugs/issue24491a.go': UINTPTR,
  'fixedbugs/issue24491b.go': UINTPTR,
  'fixedbugs/issue27201.go': CALLER,
  'fixedbugs/issue29504.go': CALLER,
  'fixedbugs/issue30977.go': 'a collection in a loop: not ended after 20 s',
  'fixedbugs/issue5856.go': CALLER,
  'typeparam/chans.go': FINALIZERS,
};
