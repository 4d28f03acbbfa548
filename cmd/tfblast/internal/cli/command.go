package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/tfblast/tfblast/analyzer/objectstore"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/terminal"
)

// placeholder stands for the plan's path among the arguments of a guarded command.
const placeholder = "{}"

// CommandError says that a guarded command was run and failed.
type CommandError struct {
	// Name is the program, Code its exit code; 128 and the signal for one that a signal
	// ended.
	Name string
	Code int
}

// Error names the program and its exit code.
func (e *CommandError) Error() string {
	return fmt.Sprintf("%s was run and failed with exit code %d", e.Name, e.Code)
}

// exit is the exit code of the guard: that of the command, but never that of a failed
// gate, which means that nothing was run.
func (e *CommandError) exit() ExitCode {
	if code := ExitCode(e.Code); code > ExitGate {
		return code
	}
	return ExitError
}

// substitute puts the path of the analysed copy in the place of the plan's among the
// arguments of a command, wherever an argument is the plan's path or {}. A command that
// names the plan nowhere would use another one.
func substitute(command []string, plan, copied string) ([]string, error) {
	remote := objectstore.IsURL(plan) // that is no path, and is meant only as it is written
	info, err := os.Stat(plan)
	if err != nil && !remote {
		return nil, err
	}
	replaced := append([]string{}, command...)
	found := false
	for i := 1; i < len(replaced); i++ {
		same := replaced[i] == placeholder || replaced[i] == plan || !remote && filepath.Clean(replaced[i]) == filepath.Clean(plan)
		if other, err := os.Stat(replaced[i]); err == nil && !remote && os.SameFile(info, other) {
			same = true
		}
		if same {
			replaced[i], found = copied, true
		}
	}
	if !found {
		return nil, fmt.Errorf("the command does not name the plan: write %s or %s where the path of the plan belongs", plan, placeholder)
	}
	return replaced, nil
}

// runCommand runs a command with the streams of this process and waits for its end. It is
// not killed when this process is told to stop: a cut-off apply does harm. It gets the
// signal and ends by itself; an interrupt from a terminal it has got already.
func (a *analyzeRun) runCommand(ctx context.Context, command []string) error {
	cmd := exec.CommandContext(context.WithoutCancel(ctx), command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = a.process.Stdin, a.process.Stdout, a.process.Stderr
	signals := planfile.Signals()
	defer signal.Stop(signals)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("run %s: %w", command[0], err)
	}
	ended := make(chan struct{})
	defer close(ended)
	go func() {
		for {
			select {
			case <-ended:
				return
			case s := <-signals:
				if s != os.Interrupt || !terminal.Interactive(a.process.Stdin) {
					_ = cmd.Process.Signal(planfile.PassedOn(s))
				}
			}
		}
	}()
	err := cmd.Wait()
	failed, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		if err != nil {
			return fmt.Errorf("run %s: %w", command[0], err)
		}
		return nil
	}
	code := failed.ExitCode()
	if status, ok := failed.Sys().(syscall.WaitStatus); ok && code < 0 {
		code = 128 + int(status.Signal())
	}
	return &CommandError{Name: command[0], Code: code}
}
