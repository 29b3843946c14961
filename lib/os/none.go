package os

import "syscall"

// What needs a file system, an environment or other processes, and says that there is none.

func noFile(op, path string) error { return &PathError{op, path, ErrNoFiles} }

func Open(name string) (*File, error)   { return nil, noFile("open", name) }
func Create(name string) (*File, error) { return nil, noFile("open", name) }

func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	return nil, noFile("open", name)
}

func ReadFile(name string) ([]byte, error) { return nil, noFile("open", name) }

func WriteFile(name string, data []byte, perm FileMode) error { return noFile("open", name) }

func Remove(name string) error                      { return noFile("remove", name) }
func RemoveAll(path string) error                   { return noFile("unlinkat", path) }
func Rename(oldpath, newpath string) error          { return noFile("rename", oldpath) }
func Mkdir(name string, perm FileMode) error        { return noFile("mkdir", name) }
func MkdirAll(path string, perm FileMode) error     { return noFile("mkdir", path) }
func MkdirTemp(dir, pattern string) (string, error) { return "", noFile("mkdir", pattern) }
func CreateTemp(dir, pattern string) (*File, error) { return nil, noFile("open", pattern) }
func Chdir(dir string) error                        { return noFile("chdir", dir) }
func TempDir() string                               { return "/tmp" }
func Getwd() (dir string, err error)                { return "/", nil }
func Hostname() (name string, err error)            { return "gopark", nil }
func Executable() (string, error)                   { return Args[0], nil }
func UserHomeDir() (string, error)                  { return "/", nil }
func Getpid() int                                   { return 1 }
func Getppid() int                                  { return 0 }
func Getuid() int                                   { return 0 }
func Getgid() int                                   { return 0 }
func Getpagesize() int                              { return 4096 }

// environment is empty at first.
var environment map[string]string

// Getenv gives a variable of the environment, which only Setenv fills.
func Getenv(key string) string { return environment[key] }

// LookupEnv also tells whether the variable is set.
func LookupEnv(key string) (string, bool) {
	v, ok := environment[key]
	return v, ok
}

// Setenv sets a variable.
func Setenv(key, value string) error {
	if environment == nil {
		environment = make(map[string]string)
	}
	environment[key] = value
	return nil
}

// Unsetenv removes a variable.
func Unsetenv(key string) error {
	delete(environment, key)
	return nil
}

// Clearenv removes all variables.
func Clearenv() { environment = nil }

// Environ lists the variables.
func Environ() []string {
	var list []string
	for k, v := range environment {
		list = append(list, k+"="+v)
	}
	return list
}

// Signal is a signal; none ever comes.
type Signal interface {
	String() string
	Signal()
}

// Interrupt and Kill are the signals that every system has.
var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)
