package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/sink"
)

// awsFlags are the flags of look-ups in AWS.
type awsFlags struct {
	on             bool
	roles          []string
	timeout        time.Duration
	record, replay string
	// timed reports whether a time was given; nil for commands without these flags.
	timed func() bool
}

func (f *awsFlags) register(set *pflag.FlagSet) {
	set.BoolVar(&f.on, "aws", false, "ask AWS, read-only, what depends on what goes and uses it right now")
	set.StringArrayVar(&f.roles, "aws-role", nil, "`ARN` of a role to look with; repeatable, one for each account")
	set.DurationVar(&f.timeout, "aws-timeout", 30*time.Second, "`TIME` for all look-ups together")
	f.timed = func() bool { return set.Changed("aws-timeout") }
	set.Var(onceValue{&f.record}, "aws-record", "keep what AWS answers in `FILE`, without secrets")
	set.Var(onceValue{&f.replay}, "aws-replay", "take the answers from `FILE` that --aws-record wrote, and ask nobody")
}

func (f *awsFlags) check() error {
	f.on = f.on || f.record != "" || f.replay != ""
	switch {
	case f.record != "" && f.replay != "":
		return errors.New("--aws-record and --aws-replay contradict each other")
	case !f.on && len(f.roles) > 0:
		return errors.New("--aws-role has nothing to do without --aws")
	case !f.on && f.timed != nil && f.timed():
		return errors.New("--aws-timeout has nothing to do without --aws")
	case f.on && f.timeout <= 0:
		return fmt.Errorf("--aws-timeout %s: want a time such as 30s", f.timeout)
	}
	for _, role := range f.roles {
		if err := checkRole(role); err != nil {
			return err
		}
	}
	return f.checkRecord()
}

// roleForm is the form of a role's ARN; one of a user or group names nothing to assume.
var roleForm = regexp.MustCompile(`^arn:aws[a-z-]*:iam::\d{12}:role/[^\s]+$`)

func checkRole(role string) error {
	if !roleForm.MatchString(role) {
		return fmt.Errorf("--aws-role %q: want an ARN such as arn:aws:iam::111122223333:role/reader", role)
	}
	return nil
}

// checkRecord finds out before the run whether the recording can be written.
func (f *awsFlags) checkRecord() error {
	if f.record == "" {
		return nil
	}
	if f.record == "-" {
		return errors.New("--aws-record -: want a file; standard output is for the report")
	}
	if info, err := os.Stat(f.record); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("--aws-record %s: this is no file", f.record)
	}
	if info, err := os.Stat(filepath.Dir(f.record)); err != nil || !info.IsDir() {
		return fmt.Errorf("--aws-record %s: there is no folder %s: make it first", f.record, filepath.Dir(f.record))
	}
	return nil
}

// lookUps connects to AWS, or to a recording of it. done writes the recording, if there is
// one to write. Without --aws both are nil. now is when it is asked, and of a replay the time that its age is counted to.
func (f *awsFlags) lookUps(ctx context.Context, now time.Time) (client *aws.Client, done func() error, err error) {
	if !f.on {
		return nil, nil, nil
	}
	options := aws.Options{Roles: f.roles, Timeout: f.timeout, Now: now}
	done = func() error { return nil }
	if f.record != "" {
		recorder := aws.NewRecorder()
		options.Recorder = recorder
		done = func() error {
			return sink.WritePrivate(f.record, func(w io.Writer) error {
				_, err := recorder.WriteTo(w)
				return err
			})
		}
	}
	if f.replay != "" {
		if options.Recording, err = readRecording(ctx, f.replay); err != nil {
			return nil, nil, fmt.Errorf("--aws-replay: %w", err)
		}
		if accounts := options.Recording.Accounts(); len(accounts) > 0 && len(f.roles) == 0 {
			return nil, nil, fmt.Errorf("--aws-replay %s: it was recorded with roles of %s: pass the same --aws-role", f.replay, strings.Join(accounts, ", "))
		}
	}
	if client, err = aws.New(ctx, options); err != nil {
		return nil, nil, fmt.Errorf("--aws: %w", err)
	}
	return client, done, nil
}

// lookOutside makes the analysis ask AWS if the flags say so. What it returns is for the end
// of the analysis: it writes the recording, if one is asked for.
func (a *analyzeRun) lookOutside(ctx context.Context) (recorded func() error, err error) {
	now := a.request.options.Now
	if a.flags.aws.replay == "" {
		now = a.process.Now() // whatever --now says, it is asked now
	}
	client, done, err := a.flags.aws.lookUps(ctx, now)
	if err != nil || client == nil {
		return func() error { return nil }, err
	}
	a.request.options.Outside = client
	return func() error {
		if err := done(); err != nil {
			return fmt.Errorf("--aws-record: %w", err)
		}
		return nil
	}, nil
}

func readRecording(ctx context.Context, path string) (*aws.Recording, error) {
	file, err := openfile.ForReading(ctx, path)
	if err != nil {
		return nil, err
	}
	recording, err := aws.ReadRecording(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return recording, nil
}
