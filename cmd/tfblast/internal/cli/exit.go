package cli

import (
	"errors"
	"fmt"
)

// ExitCode is the exit code of the process.
type ExitCode int

// The exit codes. A broken run never looks like a safe plan: ExitError beats ExitGate. Of
// a guarded command the guard passes on any other code.
const (
	// ExitOK: analysed, and every gate passed.
	ExitOK ExitCode = 0
	// ExitError: bad input, wrong usage, a failed read or write.
	ExitError ExitCode = 1
	// ExitGate: analysed, and a gate failed.
	ExitGate ExitCode = 2
	// ExitChanges: analysed, every gate passed, and by the word of the command that planned
	// there are changes. Only `tfblast plan --plan-exit-code` says so, and it never says
	// ExitGate.
	ExitChanges ExitCode = 2
)

// GateError says that a report was made and gates failed.
type GateError struct{ Failed []string }

// Error names the failed gates.
func (e *GateError) Error() string { return fmt.Sprintf("gate failed: %v", e.Failed) }

// errReported is the error of a run whose messages have been printed.
var errReported = errors.New("reported")

// errChanges is the error of a run that passed and has to say that there are changes.
var errChanges = errors.New("there are changes")

func exitCode(err error) ExitCode {
	if err == nil {
		return ExitOK
	}
	if err == errChanges { //nolint:errorlint // beside any other error it does not count
		return ExitChanges
	}
	if _, ok := errors.AsType[*GateError](err); ok && !errors.Is(err, errReported) {
		return ExitGate
	}
	if command, ok := errors.AsType[*CommandError](err); ok && !errors.Is(err, errReported) {
		return command.exit()
	}
	return ExitError
}
