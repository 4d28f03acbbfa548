package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review"
)

const commentHelp = `comment analyzes plans as tfblast does, with the same gates and exit codes, and
keeps the report in one comment on the pull or merge request: the first run
creates the comment, later ones update it and say what is new. Each stack has a
comment of its own.

In jobs of GitHub Actions and GitLab CI the place is known; elsewhere name it
with --host, --repo and --number. The token is read from GITHUB_TOKEN (with
"permissions: pull-requests: write") or GITLAB_TOKEN (scope api; CI_JOB_TOKEN is
not enough).

In GitHub Actions the report is also added to the job summary, and the step has
the outputs level, score, affected, owners, report-path and exit-code.

A comment that could not be written is an error: exit code 1.`

const commentExamples = `  tfblast comment --fail-on high tfplan
  terraform show -json tfplan | tfblast comment --stack prod --label --status
  tfblast comment --host github --repo acme/infra --number 7 plan.json`

// commentFlags are the flags that only comment has.
type commentFlags struct {
	given         review.Given
	id            string
	label, status bool
	noComment     bool
	timeout       time.Duration
}

func (c *commentFlags) register(set *pflag.FlagSet) {
	set.BoolVar(&c.label, "label", false, "set one label of the level, such as tfblast:high, and remove the others")
	set.BoolVar(&c.status, "status", false, "set a commit status, tfblast/STACK, that fails with the gates")
	set.StringVar(&c.id, "comment-id", "", "`NAME` of the comment (default: the stack; of a folder or several plans, the arguments)")
	set.BoolVar(&c.noComment, "no-comment", false, "write no comment, only the job summary and outputs")
	set.StringVar(&c.given.Host, "host", "", "`HOST` of the request: "+strings.Join(review.Hosts(), " or ")+" (default: from the job)")
	set.StringVar(&c.given.Commit, "commit", "", "`SHA` that the status is for (default: the head of the request)")
	set.DurationVar(&c.timeout, "post-timeout", 2*time.Minute, "give up on the host after this `TIME`")
}

func newComment(p Process) *cobra.Command {
	f, c := &flags{}, &commentFlags{}
	cmd := &cobra.Command{
		Use:     "comment [PLAN ...]",
		Short:   "Put the report on a pull or merge request",
		Long:    commentHelp,
		Example: commentExamples,
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			place := f.signoff.reviews.given
			c.given.API, c.given.Project, c.given.Number, c.given.TokenVariable = place.API, place.Project, place.Number, place.TokenVariable
			run := &commentRun{analyzeRun: newRun(p, f, request{}), comment: c}
			return run.run(cmd.Context(), args)
		},
	}
	f.register(cmd.Flags())
	c.register(cmd.Flags())
	return cmd
}

// commentRun is one run of the analysis whose report goes to a pull or merge request.
type commentRun struct {
	*analyzeRun
	comment *commentFlags
	// review is nil where nothing is written to the host.
	review *review.Review
	target review.Target
	// name says which comment it is.
	name string
	// found is what the request held of us before.
	found review.Found
}

// run looks for the place to write to before anything else can fail: whatever goes wrong
// from there on, the comment must not go on to say what the last run found.
func (c *commentRun) run(ctx context.Context, args []string) error {
	wrong := c.check(&args)
	c.name = commentName(c.comment.id, c.flags.stack, args)
	var merged *report.Report
	err := c.connect()
	if err == nil {
		merged, err = c.analyzeAndPost(ctx, args, wrong)
	} else {
		err = errors.Join(cmp.Or(wrong, err), c.summarizeFailure())
	}
	if outputsErr := c.setOutputs(merged, exitCode(err)); outputsErr != nil {
		err = c.broken(err, fmt.Errorf("write the outputs of this step (GITHUB_OUTPUT): %w", outputsErr))
		if statusErr := c.withdraw(ctx); statusErr != nil {
			err = c.broken(err, statusErr)
		}
	}
	return err
}

// check reads the flags and the arguments.
func (c *commentRun) check(args *[]string) (err error) {
	if c.request, err = c.flags.check(c.process.Now); err != nil {
		return err
	}
	given, err := planArguments(*args, c.process.Stdin)
	if err != nil {
		*args = []string{planfile.Stdin} // that is what was meant
		return err
	}
	*args = given
	return nil
}

// analyzeAndPost makes the report, writes it and posts it. The report is nil where no plan
// could be read, or where something was wrong before.
func (c *commentRun) analyzeAndPost(ctx context.Context, args []string, wrong error) (*report.Report, error) {
	lost := c.lookBack(ctx)
	merged, failed, err := c.reportOnArguments(ctx, args, wrong)
	if err != nil {
		if !errors.Is(err, errReported) {
			err = c.broken(nil, err) // before what goes wrong on the host
		}
		if summaryErr := c.summarizeFailure(); summaryErr != nil {
			err = c.broken(err, summaryErr)
		}
		return nil, errors.Join(err, c.postFailure(ctx, lost))
	}
	c.compare(merged)
	err = c.publish(ctx, merged, failed)
	if summaryErr := c.summarize(merged); summaryErr != nil {
		err = c.broken(err, summaryErr)
	}
	if hostErr := c.post(ctx, merged, exitCode(err), lost); hostErr != nil {
		err = c.broken(err, hostErr)
	}
	return merged, err
}

// reportOnArguments makes one report of the plans that arguments name, unless something is
// wrong already.
func (c *commentRun) reportOnArguments(ctx context.Context, args []string, wrong error) (merged *report.Report, failed, err error) {
	if wrong != nil {
		return nil, nil, wrong
	}
	plans, err := c.expand(ctx, args)
	if err != nil {
		return nil, nil, err
	}
	return c.reportOn(ctx, plans)
}

// broken prints an error that must not hide behind a failed gate.
func (c *commentRun) broken(err, more error) error {
	printError(c.process.Stderr, more)
	return errors.Join(err, errReported)
}

// connect finds the place to write to, unless nothing is to be written.
func (c *commentRun) connect() error {
	if c.comment.noComment && !c.comment.label && !c.comment.status {
		return nil
	}
	if c.comment.timeout <= 0 {
		return fmt.Errorf("--post-timeout %s: want more than nothing", c.comment.timeout)
	}
	target, err := review.Discover(c.comment.given, c.process.Getenv)
	if err != nil {
		return err
	}
	host, err := target.Open(c.process.Now)
	if err != nil {
		return err
	}
	c.target = target
	c.review = &review.Review{Host: host, Now: c.process.Now}
	return nil
}

// within bounds the time of what is asked of the host.
func (c *commentRun) within(ctx context.Context) (context.Context, context.CancelFunc) {
	c.review.Deadline = c.process.Now().Add(c.comment.timeout)
	return context.WithTimeout(ctx, c.comment.timeout)
}

// lookBack finds the comment of the last run.
func (c *commentRun) lookBack(ctx context.Context) (err error) {
	if c.review == nil || c.comment.noComment {
		return nil
	}
	ctx, cancel := c.within(ctx)
	defer cancel()
	c.found, err = c.review.Find(ctx, review.NewMarker(c.name))
	return err
}

// compare marks what is new since the last comment, unless --baseline has done so.
func (c *commentRun) compare(r *report.Report) {
	if r.Baseline != nil || c.found.Baseline == "" {
		return
	}
	old := &report.Baseline{}
	if err := old.UnmarshalText([]byte(c.found.Baseline)); err != nil {
		r.Diagnostics = append(r.Diagnostics, diagnostic.Infof("the last comment can't be compared with: %v", err))
		return
	}
	r.Baseline = report.Compare(old, r)
	r.Baseline.Source = "the last comment"
}
