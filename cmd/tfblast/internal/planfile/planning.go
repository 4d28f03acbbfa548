package planfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Planning is a command that makes a plan: terraform, tofu or terragrunt, or a wrapper that
// ends in one of them.
type Planning struct {
	// before and after are the words around "plan", the program first.
	before, after []string
	// out is the file of the user's own -out, as given; empty for a file of ours.
	out string
	// dir is the private folder of our file.
	dir string
	// detailed is true if exit code 2 means that there are changes.
	detailed bool
}

// errNoPlanning is the error for words that are no command that plans.
var errNoPlanning = errors.New("want a command that plans, such as `terraform plan`, `tofu -chdir=live plan -var-file=prod.tfvars` or `terragrunt plan`")

// NewPlanning reads a command that plans. Terraform takes arguments from the environment
// too, so that is looked at as well.
func NewPlanning(words []string, getenv func(string) string) (*Planning, error) {
	at := slices.Index(words, "plan")
	if at < 1 {
		return nil, errNoPlanning
	}
	p := &Planning{before: words[:at], after: words[at+1:]}
	if slices.ContainsFunc(words, func(w string) bool { return w == "run-all" || w == "--all" || w == "-all" }) {
		return nil, errors.New("this makes several plans at once: write each to a file with --out-dir, and name the folders: `tfblast DIR ...`")
	}
	for _, name := range [...]string{"TF_CLI_ARGS", "TF_CLI_ARGS_plan"} {
		if out, _ := option(strings.Fields(getenv(name)), "out"); out != "" {
			return nil, fmt.Errorf("%s sets -out: write it behind `plan` instead", name)
		}
		p.detailed = p.detailed || hasSwitch(strings.Fields(getenv(name)), "detailed-exitcode")
	}
	var given bool
	if p.out, given = option(p.after, "out"); given && p.out == "" {
		return nil, errors.New("-out names no file")
	}
	p.detailed = p.detailed || hasSwitch(p.after, "detailed-exitcode")
	return p, nil
}

// option is the value of an option of Terraform, -NAME=VALUE or -NAME VALUE with one dash
// or two, and whether it is there.
func option(words []string, name string) (value string, given bool) {
	for i, w := range words {
		key, value, joined := strings.Cut(w, "=")
		switch {
		case key != "-"+name && key != "--"+name:
		case joined:
			return value, true
		case i+1 < len(words):
			return words[i+1], true
		default:
			return "", true
		}
	}
	return "", false
}

// hasSwitch reports whether a switch of Terraform is on.
func hasSwitch(words []string, name string) bool {
	for _, w := range words {
		key, value, joined := strings.Cut(w, "=")
		if key == "-"+name || key == "--"+name {
			return !joined || value == "true" || value == "1"
		}
	}
	return false
}

// Plan is the plan that the command makes.
func (p *Planning) Plan() Plan {
	folder := "."
	for _, name := range [...]string{"chdir", "working-dir", "terragrunt-working-dir"} {
		if dir, _ := option(slices.Concat(p.before, p.after), name); dir != "" {
			folder = dir
		}
	}
	if p.out != "" && filepath.IsAbs(p.out) {
		return Plan{Name: p.out, Folder: folder}
	}
	if p.out != "" {
		return Plan{Name: filepath.Join(folder, p.out), Folder: folder}
	}
	return Plan{Name: p.String(), Folder: folder, Unnamed: true}
}

// String is the command in short, for messages.
func (p *Planning) String() string { return filepath.Base(p.before[0]) + " plan" }

// Streams are what the command reads and writes.
type Streams struct {
	Stdin io.Reader
	// Messages takes both of its outputs, as standard output is the report's.
	Messages io.Writer
	// Attached is true if all of us are attached to a terminal: its keys reach the command
	// without us.
	Attached bool
}

// Run makes the plan. changes is true if the command says so by -detailed-exitcode. Interrupts
// and requests to end are passed on to the command, and what it says counts as failed then.
func (p *Planning) Run(ctx context.Context, s Streams) (changes bool, err error) {
	after := p.after
	if p.out == "" {
		if p.dir, err = os.MkdirTemp("", "tfblast-"); err != nil {
			return false, fmt.Errorf("make a folder for the plan: %w", err)
		}
		after = append([]string{"-out=" + p.file()}, p.after...)
	}
	words := slices.Concat(p.before, []string{"plan"}, after)
	cmd := exec.CommandContext(context.WithoutCancel(ctx), words[0], words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = s.Stdin, s.Messages, s.Messages
	interrupted, err := runForwarding(ctx, cmd, s.Attached)
	failed, exited := errors.AsType[*exec.ExitError](err)
	switch {
	case interrupted:
		return false, fmt.Errorf("`%s` was interrupted", p)
	case exited && failed.ExitCode() == 2 && p.detailed:
		return true, nil
	case exited:
		return false, fmt.Errorf("`%s` failed (%w): its own message stands above", p, err)
	case err != nil:
		return false, fmt.Errorf("run %s: %w", words[0], err)
	}
	return false, nil
}

// grace is how long the context may be at its end before the signal that ended it arrives.
const grace = 200 * time.Millisecond

// runForwarding runs a command to its end and passes signals on to it. One that a
// terminal's key has caused has reached it already: Terraform takes a second one for the
// order to drop everything.
func runForwarding(ctx context.Context, cmd *exec.Cmd, attached bool) (interrupted bool, err error) {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	if err := cmd.Start(); err != nil {
		return false, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	stopped, late := ctx.Done(), (<-chan time.Time)(nil)
	for {
		select {
		case err := <-ended:
			return interrupted || ctx.Err() != nil, err
		case s := <-signals:
			interrupted = true
			if s != os.Interrupt || !attached {
				_ = cmd.Process.Signal(s) // it may be at its end
			}
		case <-stopped:
			stopped, late = nil, time.After(grace)
		case <-late:
			if !interrupted { // ended by no signal
				interrupted = true
				if cmd.Process.Signal(os.Interrupt) != nil {
					_ = cmd.Process.Kill() // there are no interrupts on Windows
				}
			}
		}
	}
}

// file is the plan file as the command has it.
func (p *Planning) file() string {
	if p.out != "" {
		return p.out
	}
	return filepath.Join(p.dir, "tfplan")
}

// Show reads the plan as JSON, with the same program in the same place.
func (p *Planning) Show(ctx context.Context) (io.ReadCloser, error) {
	if p.out == "" {
		if _, err := os.Stat(p.file()); err != nil {
			return nil, fmt.Errorf("`%s` has written no plan to -out: does it run on this machine, and does it pass its arguments on?", p)
		}
	}
	words := slices.Concat(p.before, []string{"show", "-json", "-no-color", p.file()})
	return output(ctx, words[0], words[1:], func(err error, message string) error {
		return fmt.Errorf("`%s show -json` failed on the plan (%w): %s", filepath.Base(words[0]), err, message)
	})
}

// Close removes the plan, unless it is in a file that the user has named.
func (p *Planning) Close() error {
	if p.dir == "" {
		return nil
	}
	if err := os.RemoveAll(p.dir); err != nil {
		return fmt.Errorf("remove the plan: %w", err)
	}
	return nil
}
