package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/sink"
)

// awsFlags are the flags of look-ups in AWS.
type awsFlags struct {
	on             bool
	roles          []string
	timeout        time.Duration
	record, replay string
}

func (f *awsFlags) register(set *pflag.FlagSet) {
	set.BoolVar(&f.on, "aws", false, "ask AWS, read-only, what depends on what goes and uses it right now")
	set.StringArrayVar(&f.roles, "aws-role", nil, "`ARN` of a role to look with; repeatable, one for each account")
	set.DurationVar(&f.timeout, "aws-timeout", 30*time.Second, "`TIME` for all look-ups together")
	set.StringVar(&f.record, "aws-record", "", "keep what AWS answers in `FILE`, without secrets")
	set.StringVar(&f.replay, "aws-replay", "", "take the answers from `FILE` that --aws-record wrote, and ask nobody")
}

func (f *awsFlags) check() error {
	f.on = f.on || f.record != "" || f.replay != ""
	switch {
	case f.record != "" && f.replay != "":
		return errors.New("--aws-record and --aws-replay contradict each other")
	case !f.on && len(f.roles) > 0:
		return errors.New("--aws-role has nothing to do without --aws")
	case f.on && f.timeout <= 0:
		return fmt.Errorf("--aws-timeout %s: want a time such as 30s", f.timeout)
	}
	return nil
}

// lookUps connects to AWS, or to a recording of it. done writes the recording, if there is
// one to write. Without --aws both are nil.
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
			return sink.Write(f.record, io.Discard, func(w io.Writer) error {
				_, err := recorder.WriteTo(w)
				return err
			})
		}
	}
	if f.replay != "" {
		if options.Recording, err = readRecording(f.replay); err != nil {
			return nil, nil, fmt.Errorf("--aws-replay: %w", err)
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
	client, done, err := a.flags.aws.lookUps(ctx, a.request.options.Now)
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

func readRecording(path string) (*aws.Recording, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	recording, err := aws.ReadRecording(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return recording, nil
}

const awsPolicyHelp = `aws-policy prints the least policy of IAM with which --aws can look everything up:
every call that it makes, and no other. Nothing but reads is among them.`

func newAWSPolicy(p Process) *cobra.Command {
	return &cobra.Command{
		Use:   "aws-policy",
		Short: "Print the IAM policy that --aws needs",
		Long:  awsPolicyHelp,
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			policy, err := aws.Policy()
			if err != nil {
				return err
			}
			_, err = p.Stdout.Write(policy)
			return err
		},
	}
}
