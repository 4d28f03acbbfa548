package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review"
)

// summaryPlace is what render.LimitOf calls a job summary of GitHub Actions.
const summaryPlace = "github-summary"

// limitOf is what a place takes.
func limitOf(place string) (render.Limit, error) {
	limit, ok := render.LimitOf(place)
	if !ok {
		return limit, fmt.Errorf("nothing is known of what %s takes", place)
	}
	return limit, nil
}

// markdown renders the report within a limit.
func (c *commentRun) markdown(r *report.Report, limit render.Limit) (string, error) {
	format, ok := render.Lookup("markdown")
	if !ok {
		return "", errors.New("there is no format markdown")
	}
	options := c.request.render
	options.Limit, options.FullReport = limit, c.target.Job
	var b strings.Builder
	if err := format.Write(&b, r, options); err != nil {
		return "", err
	}
	return b.String(), nil
}

// noReport is the body of a comment where no plan could be read: what the last run said
// must not stand there as if it were about this one.
const noReport = "### ⛔ No report\n\nThe plan of this run could not be analysed, so there is no verdict. The log of the job says why.\n"

// postFailure says on the request that there is no report. lost is the error that keeps
// us from finding the comment there.
func (c *commentRun) postFailure(ctx context.Context, lost error) error {
	if c.review == nil {
		return nil
	}
	ctx, cancel := c.within(ctx)
	defer cancel()
	err := lost
	if lost == nil && !c.comment.noComment {
		_, _, err = c.review.Post(ctx, review.NewMarker(c.name), review.Keep(c.found.Baseline), noReport)
	}
	if lost == nil && c.comment.label {
		err = errors.Join(err, c.setLabel(ctx, nil))
	}
	if c.comment.status {
		err = errors.Join(err, c.review.SetStatus(ctx, c.statusOf(review.Broken, "no report: the plan could not be analysed")))
	}
	if err != nil {
		return c.broken(nil, err)
	}
	return nil
}

// post writes the comment and the label, and then the status: that is never green if
// anything of the run went wrong. code is the exit code so far, lost the error that keeps us
// from finding the comment.
func (c *commentRun) post(ctx context.Context, r *report.Report, code ExitCode, lost error) error {
	if c.review == nil {
		return nil
	}
	ctx, cancel := c.within(ctx)
	defer cancel()
	err, text := lost, statusText(r)
	if lost == nil && !c.comment.noComment {
		err = c.postComment(ctx, r)
	}
	if err != nil {
		text = "the comment could not be written; " + text
	}
	if lost == nil && c.comment.label {
		if labelErr := c.setLabel(ctx, r); labelErr != nil {
			err, text = errors.Join(err, labelErr), "the label could not be set; "+text
		}
	}
	if !c.comment.status {
		return err
	}
	state := review.Success
	switch {
	case err != nil || code == ExitError:
		state = review.Broken
	case code != ExitOK:
		state = review.Failure
	}
	return errors.Join(err, c.review.SetStatus(ctx, c.statusOf(state, text)))
}

// withdraw takes the verdict of the status back, where what comes after it went wrong.
func (c *commentRun) withdraw(ctx context.Context) error {
	if c.review == nil || !c.comment.status {
		return nil
	}
	ctx, cancel := c.within(ctx)
	defer cancel()
	return c.review.SetStatus(ctx, c.statusOf(review.Broken, "the outputs of the step could not be written"))
}

// notHere is the body of a comment whose report could not be written into it.
const notHere = "### ⛔ No report\n\nThe report of this run could not be written here. The log of the job says why.\n"

// postComment writes the report into the comment. If it can't be rendered, or the host does not
// take it, the last verdict must not stay there in its place.
func (c *commentRun) postComment(ctx context.Context, r *report.Report) error {
	posted, created, err := c.postReport(ctx, r)
	if err != nil {
		err = fmt.Errorf("the report is not on the request: %w", err)
		if c.found.Comment != nil && !review.Temporary(err) {
			_, _, more := c.review.Post(ctx, review.NewMarker(c.name), review.Keep(c.found.Baseline), notHere)
			err = errors.Join(err, more)
		}
		return err
	}
	if !c.flags.quiet {
		done := "updated"
		if created {
			done = "created"
		}
		_, _ = fmt.Fprintln(c.process.Stderr, strings.TrimSpace("tfblast: comment "+done+" "+render.Clean(posted.URL)))
	}
	return nil
}

func (c *commentRun) postReport(ctx context.Context, r *report.Report) (posted review.Comment, created bool, err error) {
	baseline, err := report.Digest(r).MarshalText()
	if err != nil {
		return posted, false, err
	}
	limit, err := limitOf(c.target.Host)
	if err != nil {
		return posted, false, err
	}
	marker := review.NewMarker(c.name)
	body, err := c.markdown(r, limit.Less(review.Head(marker, string(baseline))))
	if err != nil {
		return posted, false, err
	}
	return c.review.Post(ctx, marker, string(baseline), body)
}
