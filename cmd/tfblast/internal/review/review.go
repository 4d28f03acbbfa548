// Package review keeps one comment of a report on a pull or merge request, with a label and
// a commit status beside it. It knows nothing of reports: bodies come in as finished text.
// Of a pull request on GitHub it reads who wrote it and who approved it.
package review

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Host is the part of a code host that is needed of one pull or merge request. Lists come
// in pages, the first one is 1; next is 0 behind the last. Errors are *HostError where the
// host has answered.
type Host interface {
	// Comments returns one page of the comments.
	Comments(ctx context.Context, page int) (comments []Comment, next int, err error)
	// Create writes a new comment.
	Create(ctx context.Context, body string) (Comment, error)
	// Update writes a comment anew.
	Update(ctx context.Context, id int64, body string) (Comment, error)
	// Labels returns one page of the labels.
	Labels(ctx context.Context, page int) (labels []string, next int, err error)
	// ChangeLabels adds a label, none if it is empty, and removes others. It may be done twice.
	ChangeLabels(ctx context.Context, add string, remove []string) error
	// SetStatus sets the commit status of its context.
	SetStatus(ctx context.Context, s Status) error
}

// Comment is one comment of a pull or merge request.
type Comment struct {
	ID   int64
	Body string
	// URL leads to the comment; it may be empty.
	URL string
	// Author is the login of who made it.
	Author string
	// Own is true if the comment was written with our own token, as far as the host tells:
	// only such a comment is ever read for its marker.
	Own bool
	// Likely is true if Own is a guess and this author the most probable one.
	Likely bool
}

// Status is a commit status.
type Status struct {
	// State is one of the constants below.
	State State
	// Context tells it from other statuses of the commit.
	Context string
	// Description is one short line.
	Description string
	// URL leads to more; it may be empty.
	URL string
}

// State is what a commit status says.
type State string

// The states of a commit: the gates passed, a gate failed, there is no verdict.
const (
	Success State = "success"
	Failure State = "failure"
	Broken  State = "error"
)

// Review is one pull or merge request, with what it takes to write to it in spite of
// hiccups.
type Review struct {
	Host Host
	// Now is the clock.
	Now func() time.Time
	// Deadline is the time after which nothing is tried again.
	Deadline time.Time
	// Pause waits, or returns the context's error; nil stands for a timer.
	Pause func(ctx context.Context, d time.Duration) error
}

// Found is what the comments of a pull or merge request hold of us.
type Found struct {
	// Comment is the comment with the marker, the newest if there are several; nil if there
	// is none.
	Comment *Comment
	// Baseline is the baseline's text in it, empty if there is none.
	Baseline string
	// Others are the baselines in comments with other markers whose reports still count.
	Others []string
	// candidates are all comments with the marker, Comment first.
	candidates []Comment
}

// Find looks for the comment with the marker, through all pages.
func (r *Review) Find(ctx context.Context, m Marker) (Found, error) {
	var found Found
	err := r.try(ctx, func() (err error) {
		found, err = r.find(ctx, m)
		return err
	})
	return found, err
}

func (r *Review) find(ctx context.Context, m Marker) (Found, error) {
	var found Found
	var others []Comment
	for page := 1; page != 0; {
		comments, next, err := r.Host.Comments(ctx, page)
		if err != nil {
			return found, err
		}
		if next != 0 && next <= page {
			return found, errors.New("list the comments: the host's pages don't end")
		}
		for _, c := range comments {
			switch head, ok := readHead(c.Body); {
			case !ok || !c.Own:
			case head.marker == m:
				found.candidates = append(found.candidates, c)
			case head.baseline != "" && !head.kept:
				others = append(others, c)
			}
		}
		page = next
	}
	slices.SortFunc(found.candidates, func(a, b Comment) int {
		if a.Likely != b.Likely {
			return cmp.Compare(likelihood(b), likelihood(a))
		}
		return cmp.Compare(b.ID, a.ID)
	})
	if len(found.candidates) > 0 {
		found.Comment = &found.candidates[0]
		head, _ := readHead(found.Comment.Body)
		found.Baseline = head.baseline
	}
	for _, c := range others {
		if found.Comment == nil || c.Author == found.Comment.Author {
			head, _ := readHead(c.Body)
			found.Others = append(found.Others, head.baseline)
		}
	}
	return found, nil
}

func likelihood(c Comment) int {
	if c.Likely {
		return 1
	}
	return 0
}

// superseded is the body of a comment that another one has replaced. Without a marker it
// is not found again.
const superseded = "_This report of tfblast stands in a newer comment below._\n"

// Post writes the body into the comment with the marker, or into a new one if there is none
// or the host lets us write into none of them: another one may have copied the marker. Should
// there be several of one author, the newest is kept, and the others lose their text. After
// a failure the comment is looked for again, so that one that was written all the same is
// not written twice.
func (r *Review) Post(ctx context.Context, m Marker, baseline, body string) (posted Comment, created bool, err error) {
	text := Head(m, baseline) + body
	err = r.try(ctx, func() error {
		found, err := r.find(ctx, m)
		if err != nil {
			return err
		}
		var rest []Comment
		if posted, rest, err = r.write(ctx, found.candidates, text); err != nil {
			return err
		}
		created = rest == nil
		for _, c := range rest {
			// Only what is certainly ours is emptied: the author of the comment that was written
			// may be another one, and then nothing of anybody else is theirs.
			if c.Author != posted.Author {
				continue
			}
			if _, err := r.Host.Update(ctx, c.ID, superseded); err != nil && statusOf(err) != http.StatusNotFound {
				return err
			}
		}
		return nil
	})
	return posted, created, err
}

// write writes a text into the first comment that the host lets us write into and returns
// those behind it; where there is none it writes a new comment, and rest is nil.
func (r *Review) write(ctx context.Context, candidates []Comment, text string) (posted Comment, rest []Comment, err error) {
	for i, c := range candidates {
		posted, err = r.Host.Update(ctx, c.ID, text)
		if err == nil {
			return posted, candidates[i+1:], nil
		}
		if e, ok := errors.AsType[*HostError](err); !ok || e.Again || e.Status != http.StatusForbidden && e.Status != http.StatusNotFound {
			return posted, nil, err
		}
	}
	posted, err = r.Host.Create(ctx, text)
	return posted, nil, err
}

// statusOf is the HTTP status of a refusal, 0 for another error.
func statusOf(err error) int {
	if e, ok := errors.AsType[*HostError](err); ok {
		return e.Status
	}
	return 0
}

// Label sets one label of a family, which begin with prefix, and removes the others; without
// a name it removes them all.
func (r *Review) Label(ctx context.Context, prefix, name string) error {
	want := prefix + name
	if name == "" {
		want = ""
	}
	return r.try(ctx, func() error {
		var remove []string
		set := want == ""
		for page := 1; page != 0; {
			labels, next, err := r.Host.Labels(ctx, page)
			if err != nil {
				return err
			}
			if next != 0 && next <= page {
				return errors.New("list the labels: the host's pages don't end")
			}
			for _, label := range labels {
				set = set || label == want
				if strings.HasPrefix(label, prefix) && label != want {
					remove = append(remove, label)
				}
			}
			page = next
		}
		if set && len(remove) == 0 {
			return nil
		}
		return r.Host.ChangeLabels(ctx, want, remove)
	})
}

// SetStatus sets the commit status.
func (r *Review) SetStatus(ctx context.Context, s Status) error {
	return r.try(ctx, func() error { return r.Host.SetStatus(ctx, s) })
}
